using System.Collections.Immutable;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The calls that rules make of one instrument: keeps their bars, computes them, tells what changed.</summary>
/// <remarks>
/// Bars are added up from trades, or taken from a feed of bars that are as long or divide them. A value of bars that nothing has renewed for
/// <see cref="BarsToLive"/> bars is absent; one of ticks is absent while the feed is not live, as are all. Allocates only for facts that change.
/// </remarks>
internal sealed class CalledFeatures
{
    /// <summary>Bars after which a value is too old.</summary>
    public const int BarsToLive = 2;

    private readonly int[] _tickColumns;
    private readonly BarSeries[] _series;
    private readonly TrackedValue[] _values;

    /// <param name="calls">Those meant for this instrument.</param>
    /// <param name="schema">Of the instrument's features of ticks.</param>
    /// <param name="rowOf">The row of a call.</param>
    /// <param name="lineOf">Where the prices of another series are found.</param>
    public CalledFeatures(ImmutableArray<FeatureCall> calls, FeatureSchema schema, Func<FeatureCall, SuppliedRow> rowOf, Func<OtherSeries, PriceLine> lineOf)
    {
        FeatureCall[] ticks = [.. calls.Where(static c => c.IsOfTicks)];
        _tickColumns = Array.ConvertAll(ticks, c => schema.TryFind(c.Name, out int column) ? column : throw new InvalidOperationException($"the schema lacks {c.Name}"));
        _series = [.. calls.Where(static c => !c.IsOfTicks).GroupBy(static c => (c.BarLengthNs, c.ReadsOther))
            .Select(g => new BarSeries(g.Key.BarLengthNs, new BarFeatureSet([.. g], schema), lineOf, schema.Count))];
        ReadsOthers = Array.Exists(_series, static s => s.ReadsOthers);
        _values = [.. ticks.Select(c => new TrackedValue(rowOf(c))), .. _series.SelectMany(s => s.Features.Calls.Select(c => Of(rowOf(c), s)))];
    }

    private static TrackedValue Of(SuppliedRow row, BarSeries series)
    {
        row.Bars = series;
        return new TrackedValue(row);
    }

    /// <summary>Some call compares with another instrument, so that its values may change without an event of its own.</summary>
    public bool ReadsOthers { get; }

    /// <summary>Lets bars step that compare with other instruments; true when one did.</summary>
    public bool AdvanceTo(EventTime now, ReadOnlySpan<double> ticks)
    {
        bool steps = false;
        foreach (BarSeries series in _series)
        {
            steps |= series.ReadsOthers && series.AdvanceTo(now, ticks);
        }

        return steps;
    }

    public void OnTrade(EventTime at, Dec8 price, Dec8 size, ReadOnlySpan<double> ticks)
    {
        foreach (BarSeries series in _series)
        {
            series.OnTrade(at, price, size, ticks);
        }
    }

    public void OnBar(in Bar bar, ReadOnlySpan<double> ticks)
    {
        foreach (BarSeries series in _series)
        {
            series.OnBar(bar, ticks);
        }
    }

    /// <summary>The feed was interrupted: no window may span the gap.</summary>
    public void Reset()
    {
        foreach (BarSeries series in _series)
        {
            series.Reset();
        }
    }

    /// <summary>Closes bars whose time is over and appends the difference to what was told.</summary>
    /// <param name="present">False tells that nothing is known.</param>
    public void Publish(EventTime now, bool present, ReadOnlySpan<double> ticks, RowChanges changes)
    {
        int next = 0;
        foreach (int column in _tickColumns)
        {
            _values[next++].Tell(present ? ticks[column] : double.NaN, now, changes);
        }

        foreach (BarSeries series in _series)
        {
            series.AdvanceTo(now, ticks);
            bool known = present && series.IsFresh(now);
            for (int i = 0; i < series.Features.Calls.Length; i++)
            {
                _values[next++].Tell(known ? series.Features[i] : double.NaN, now, changes);
            }
        }
    }
}

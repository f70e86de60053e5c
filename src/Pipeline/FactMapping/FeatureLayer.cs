using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Features of one instrument that some rules began to ask for at one moment: of ticks by name, and calls. Rules that come later get a layer of their own.</summary>
/// <remarks>A layer begins cold: its features are absent until their windows are full, while those of older layers go on.</remarks>
internal sealed class FeatureLayer
{
    private readonly double[] _values;
    private readonly int[] _named;
    private readonly TrackedValue[] _tracked;
    private readonly bool[] _needsQuote;

    /// <param name="instrument">Whose.</param>
    /// <param name="named">Features that are predicates of their own.</param>
    /// <param name="calls">Those meant for this instrument.</param>
    /// <param name="rowOf">The row of a named feature.</param>
    /// <param name="rowOfCall">The row of a call.</param>
    /// <param name="lineOf">Where the prices of another series are found.</param>
    public FeatureLayer(
        Instrument instrument, IReadOnlySet<string> named, FeatureCall[] calls, Func<string, SuppliedRow> rowOf, Func<FeatureCall, SuppliedRow> rowOfCall, Func<OtherSeries, PriceLine> lineOf)
    {
        FeatureSchema schema = SuppliedPredicates.SchemaFor(named, calls);
        Features = new FeatureSet(instrument.Venue, instrument.Symbol, schema);
        Calls = new CalledFeatures([.. calls], schema, rowOfCall, lineOf);
        _named = [.. Enumerable.Range(0, schema.Count).Where(i => named.Contains(schema.Features[i].Name))];
        _tracked = Array.ConvertAll(_named, i => new TrackedValue(rowOf(schema.Features[i].Name)));
        _needsQuote = Array.ConvertAll(_named, i => schema.Features[i].NeedsQuote);
        _values = new double[schema.Count];
    }

    public FeatureSet Features { get; }

    public CalledFeatures Calls { get; }

    public bool NeedsDepth => Features.Schema.Count > 0;

    /// <summary>The features of ticks as they stand now.</summary>
    private ReadOnlySpan<double> Ticks
    {
        get
        {
            Features.Read(_values);
            return _values;
        }
    }

    public void OnTrade(EventTime at, in Trade trade)
    {
        Features.OnTrade(at, trade.Price, trade.Size, trade.Aggressor == TradeSide.Buy);
        Calls.OnTrade(at, trade.Price, trade.Size, Ticks);
    }

    public void OnFunding(EventTime at, in FundingUpdate update) => Features.OnFunding(at, new FundingMarks(
        update.HasRate ? update.Rate.ToDouble() : double.NaN, PriceOrNone(update.MarkPrice), PriceOrNone(update.IndexPrice)));

    public void OnBar(in Bar bar) => Calls.OnBar(bar, Ticks);

    /// <summary>Lets bars step that compare with other instruments; true when one did.</summary>
    public bool AdvanceTo(EventTime now) => Calls.ReadsOthers && Calls.AdvanceTo(now, Ticks);

    /// <summary>The feed was interrupted: no window may span the gap.</summary>
    public void Reset()
    {
        Features.Reset();
        Calls.Reset();
    }

    private static double PriceOrNone(Dec8 price) => price.IsZero ? double.NaN : price.ToDouble();

    /// <summary>Appends the difference to what was told.</summary>
    /// <param name="now">Event time.</param>
    /// <param name="live">False tells that nothing is known.</param>
    /// <param name="quoted">False tells that nothing of what needs a quote is known.</param>
    /// <param name="changes">Takes the changes.</param>
    public void Publish(EventTime now, bool live, bool quoted, RowChanges changes)
    {
        ReadOnlySpan<double> ticks = Ticks;
        for (int i = 0; i < _named.Length; i++)
        {
            _tracked[i].Tell(live && (quoted || !_needsQuote[i]) ? ticks[_named[i]] : double.NaN, now, changes);
        }

        Calls.Publish(now, live, ticks, changes);
    }
}

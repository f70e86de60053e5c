using System.Collections.Immutable;

namespace CryptoScalp.Rules.Features;

/// <summary>All calls of one symbol, venue and length of bars: bars in, values out. Equal calls and equal parts of calls are computed once.</summary>
/// <remarks>An update allocates nothing. Not thread-safe: one writer.</remarks>
public sealed class BarFeatureSet
{
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);
    private readonly List<BarFeature> _parts = [];
    private readonly List<OtherSeries> _others = [];
    private readonly FeatureSchema _ticks;
    private readonly int[] _asked;

    /// <param name="calls">None of ticks alone.</param>
    /// <param name="ticks">The features of ticks that parts of calls read, in the order of the rows given to <see cref="Update"/>.</param>
    public BarFeatureSet(ImmutableArray<FeatureCall> calls, FeatureSchema ticks)
    {
        (Calls, _ticks) = (calls, ticks);
        _asked = [.. calls.Select(c => Add(c, ticks))];
    }

    public ImmutableArray<FeatureCall> Calls { get; }

    /// <summary>The second series that calls read, each once: whose closes <see cref="Update"/> takes, in this order.</summary>
    public IReadOnlyList<OtherSeries> Others => _others;

    /// <summary>The number of different computations.</summary>
    public int Parts => _parts.Count;

    /// <summary>The value of a call after the last bar, by its place in <see cref="Calls"/>: finite, or NaN when absent.</summary>
    public double this[int call] => _parts[_asked[call]].Value;

    /// <summary>The same calls, having seen nothing.</summary>
    public BarFeatureSet Restarted() => new(Calls, _ticks);

    /// <summary>Takes in a closed bar, the features of ticks as they stand then and the last price of each of <see cref="Others"/> up to then, NaN where there is none.</summary>
    /// <exception cref="ArgumentException">There are not as many prices as others.</exception>
    public void Update(in IndicatorBar bar, ReadOnlySpan<double> ticks, ReadOnlySpan<double> others = default)
    {
        if (others.Length != _others.Count)
        {
            throw new ArgumentException($"{_others.Count} second series are read, and {others.Length} prices given", nameof(others));
        }

        for (int i = 0; i < _parts.Count; i++)
        {
            _parts[i].Update(in bar, ticks, others);
        }
    }

    private int Add(FeatureCall call, FeatureSchema ticks)
    {
        if (_byKey.TryGetValue(call.Key, out int known))
        {
            return known;
        }

        BarFeature part = Part(call, ticks);
        _parts.Add(part);
        _byKey.Add(call.Key, _parts.Count - 1);
        return _parts.Count - 1;
    }

    private BarFeature Part(FeatureCall call, FeatureSchema ticks)
    {
        if (!call.Inner.IsEmpty)
        {
            Combinator combinator = CombinatorTable.Find(call.Name)!;
            BarFeature[] inputs = [.. call.Inner.Select(i => _parts[Add(i, ticks)])];
            return new CombinedBarFeature(inputs[0], inputs.Length > 1 ? inputs[1] : null, combinator.Create(combinator.Window(call.Numbers)));
        }

        if (ticks.TryFind(call.Name, out int column))
        {
            return new TickBarFeature(column);
        }

        IndicatorDefinition definition = IndicatorTable.Find(call.Name)!;
        Indicator indicator = CallChecks.Create(definition, call.Numbers);
        int output = call.Output is null ? 0 : definition.Outputs.IndexOf(call.Output);
        return call.Other is { } other ? new PairedBarFeature(indicator, output, IndexOf(other)) : new IndicatorBarFeature(indicator, output);
    }

    private int IndexOf(OtherSeries other)
    {
        int known = _others.IndexOf(other);
        if (known < 0)
        {
            _others.Add(other);
        }

        return known < 0 ? _others.Count - 1 : known;
    }
}

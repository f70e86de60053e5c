using System.Collections.Immutable;

namespace CryptoScalp.Rules.Features;

/// <summary>One line of the feature table.</summary>
public sealed class FeatureDefinition
{
    internal FeatureDefinition(string name, string unit, string summary, long warmUpMs, Func<FeatureKernel> createKernel, bool needsQuote = true)
    {
        Name = name;
        Unit = unit;
        Summary = summary;
        WarmUpMs = warmUpMs;
        CreateKernel = createKernel;
        NeedsQuote = needsQuote;
        Columns = [new("venue", "/name", ""), new("symbol", "/string", ""), new("value", "/float64", unit)];
    }

    /// <summary>Lower-case; the predicate's name. A horizon, where there is one, stands last: <c>return_1m</c>.</summary>
    public string Name { get; }

    /// <summary>What the value counts: <c>quote currency</c>, <c>bps</c>, <c>fraction</c>, <c>ratio</c>.</summary>
    public string Unit { get; }

    /// <summary>The formula in one sentence.</summary>
    public string Summary { get; }

    /// <summary>Milliseconds of input after which the value is present at the latest, given quotes and trades.</summary>
    public long WarmUpMs { get; }

    /// <summary>Without a sound quote it is not shown: what it says is of a market that may be traded on.</summary>
    public bool NeedsQuote { get; }

    /// <summary>The columns of the fact that carries a value, in order. The first two are its key.</summary>
    public ImmutableArray<FeatureColumn> Columns { get; }

    internal Func<FeatureKernel> CreateKernel { get; }
}

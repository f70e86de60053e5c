namespace CryptoScalp.Rules.Features;

/// <summary>What stands between the parentheses of a call.</summary>
internal sealed class CallArguments
{
    public List<double> Numbers { get; } = [];

    public List<FeatureCall> Inner { get; } = [];

    /// <summary>Without their slash.</summary>
    public List<string> Names { get; } = [];

    public OtherSeries? Other { get; set; }

    public long? BarLengthNs { get; set; }
}

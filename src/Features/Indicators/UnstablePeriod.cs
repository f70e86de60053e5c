namespace CryptoScalp.Rules.Features;

/// <summary>Where the unstable period of a function is waited for.</summary>
internal enum UnstablePeriod
{
    /// <summary>The function has none.</summary>
    None,

    /// <summary>The function computes, and withholds its first values.</summary>
    OfIndicator,

    /// <summary>The averages inside withhold theirs, so that what is built on them starts later.</summary>
    OfParts,
}

namespace CryptoScalp.Rules.Features;

/// <summary>What a <see cref="GroupKernel"/> says of the bars of a group.</summary>
internal enum GroupStatistic
{
    Mean,

    /// <summary>The standard deviation of the group itself, not of a population behind it.</summary>
    Deviation,

    /// <summary>Standard deviations of the value above the group's mean.</summary>
    Score,

    /// <summary>The group's share of the window, 0 to 1.</summary>
    Share,
}

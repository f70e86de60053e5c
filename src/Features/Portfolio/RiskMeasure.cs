namespace CryptoScalp.Rules.Features;

/// <summary>Ways to put the risk of a series of returns into one number; the larger the riskier.</summary>
public enum RiskMeasure
{
    /// <summary>Standard deviation of the sample.</summary>
    Deviation,

    /// <summary>Mean distance from the mean.</summary>
    MeanAbsoluteDeviation,

    /// <summary>Mean distance of two different returns.</summary>
    GiniMeanDifference,

    /// <summary>Standard deviation of what lies below the mean (n - 1 of all).</summary>
    SemiDeviation,

    /// <summary>Mean loss, gains counted as none.</summary>
    FirstLowerPartialMoment,

    /// <summary>Root of the mean square of losses (n - 1 of all), gains counted as none.</summary>
    SecondLowerPartialMoment,

    /// <summary>The loss that only the worst share of returns exceeds.</summary>
    ValueAtRisk,

    /// <summary>The mean loss of the worst share of returns.</summary>
    ConditionalValueAtRisk,

    /// <summary>The smallest bound of the value at risk that exponential moments give.</summary>
    EntropicValueAtRisk,

    /// <summary>The largest loss.</summary>
    WorstRealisation,

    /// <summary>The best return less the worst.</summary>
    Range,

    /// <summary>The mean of the best share of returns less that of the worst.</summary>
    ConditionalValueAtRiskRange,

    /// <summary>The deepest fall of the sum of returns below an earlier peak.</summary>
    MaximumDrawdown,

    /// <summary>The mean of the falls below the peak so far.</summary>
    AverageDrawdown,

    /// <summary>The mean of the worst share of the falls.</summary>
    ConditionalDrawdown,

    /// <summary>The entropic bound of the falls.</summary>
    EntropicDrawdown,

    /// <summary>The root of the mean square of the falls.</summary>
    UlcerIndex,
}

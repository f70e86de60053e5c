using System.Collections.Frozen;

namespace CryptoScalp.Rules.Features;

/// <summary>What TA-Lib keeps in globals, given to each indicator instead: the compatibility mode and the unstable periods. Immutable.</summary>
/// <remarks>
/// An unstable period is a number of bars without a value that is added to the lookback of a function, and of every function built
/// on it: with 10 for <c>EMA</c>, MACD waits 10 bars more for its slow average and 10 again for its signal.
/// </remarks>
public sealed class IndicatorSettings
{
    /// <summary>The most bars an unstable period may have.</summary>
    public const int LongestUnstablePeriod = 100_000;

    private readonly FrozenDictionary<string, int> _unstablePeriods;

    private IndicatorSettings(IndicatorCompatibility compatibility, FrozenDictionary<string, int> unstablePeriods) =>
        (Compatibility, _unstablePeriods) = (compatibility, unstablePeriods);

    /// <summary>TA-Lib's own defaults: no unstable period, default compatibility.</summary>
    public static IndicatorSettings Default { get; } = new(IndicatorCompatibility.Default, FrozenDictionary<string, int>.Empty);

    public IndicatorCompatibility Compatibility { get; }

    internal bool IsMetastock => Compatibility == IndicatorCompatibility.Metastock;

    /// <summary>The same unstable periods in another mode.</summary>
    public IndicatorSettings With(IndicatorCompatibility compatibility) => new(compatibility, _unstablePeriods);

    /// <summary>The same with another unstable period for one function.</summary>
    /// <param name="function">A function with an unstable period of its own, in upper or lower case: <c>EMA</c>, <c>RSI</c>, <c>ATR</c>.</param>
    /// <param name="bars">0 to <see cref="LongestUnstablePeriod"/>.</param>
    /// <exception cref="ArgumentException">A function without an unstable period, or too many bars.</exception>
    public IndicatorSettings WithUnstablePeriod(string function, int bars)
    {
        if (IndicatorTable.Find(function) is not { HasUnstablePeriod: true } definition)
        {
            throw new ArgumentException($"{function} has no unstable period to set; 'scalp features describe' says which functions have one", nameof(function));
        }

        if (bars is < 0 or > LongestUnstablePeriod)
        {
            throw new ArgumentException($"the unstable period of {definition.Name} is {bars}; it must be from 0 to {LongestUnstablePeriod} bars", nameof(bars));
        }

        Dictionary<string, int> periods = new(_unstablePeriods, StringComparer.Ordinal) { [definition.Name] = bars };
        return new IndicatorSettings(Compatibility, periods.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The unstable period of a function, 0 unless set.</summary>
    /// <param name="function">In upper case.</param>
    public int UnstablePeriod(string function) => _unstablePeriods.GetValueOrDefault(function);
}

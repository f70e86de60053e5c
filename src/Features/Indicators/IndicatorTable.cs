using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CryptoScalp.Rules.Features;

/// <summary>The one table of technical indicators: TA-Lib's functions by their names.</summary>
public static class IndicatorTable
{
    private static readonly FrozenDictionary<string, IndicatorDefinition> ByName =
        Families().Concat(MarketTable.All).ToFrozenDictionary(static d => d.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>TA-Lib's, by name.</summary>
    public static ImmutableArray<IndicatorDefinition> All { get; } = [.. Families().OrderBy(static d => d.Name, StringComparer.Ordinal)];

    /// <summary>The indicator of that name, of TA-Lib or of <see cref="MarketTable"/>, in upper or lower case; null when there is none.</summary>
    public static IndicatorDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<IndicatorDefinition> Families() =>
    [
        .. MathTransforms.All,
        .. MathOperators.All,
        .. PriceTransforms.All,
        .. OverlapFunctions.All,
        .. MomentumFunctions.All,
        .. VolatilityFunctions.All,
        .. VolumeFunctions.All,
        .. StatisticFunctions.All,
        .. CandlePatterns.All,
        .. CycleFunctions.All,
    ];
}

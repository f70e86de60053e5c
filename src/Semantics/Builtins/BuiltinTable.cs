using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Every built-in of the language, by name. Thread-safe: everything is immutable.</summary>
public static class BuiltinTable
{
    private static readonly FrozenDictionary<string, ScalarFunction> Functions = new IEnumerable<ScalarFunction>[]
    {
        ArithmeticFunctions.All,
        FloatFunctions.All,
        RealFunctions.All,
        RoundingFunctions.All,
        ComparisonFunctions.All,
        ConversionFunctions.All,
        StringFunctions.All,
        NameFunctions.All,
        ListFunctions.All,
        EntryFunctions.All,
        PairFunctions.All,
        TimeFunctions.All,
        CivilTimeFunctions.All,
        DurationFunctions.All,
        IntervalFunctions.All,
    }.SelectMany(static family => family).ToFrozenDictionary(static f => f.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, AggregateFunction> Aggregates = new IEnumerable<AggregateFunction>[]
    {
        CountAggregates.All,
        SumAggregates.All,
        ExtremeAggregates.All,
        SpreadAggregates.All,
        QuantileAggregates.All,
        OrderAggregates.All,
        CollectAggregates.All,
    }.SelectMany(static family => family).ToFrozenDictionary(static a => a.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, BuiltinPredicate> Predicates = new IEnumerable<BuiltinPredicate>[]
    {
        ComparisonPredicates.All,
        MatchPredicates.All,
        TextPredicates.All,
        IntervalPredicates.All,
    }.SelectMany(static family => family).ToFrozenDictionary(static p => p.Name, StringComparer.Ordinal);

    /// <summary>Without <c>fn:</c>, sorted by code point.</summary>
    public static ImmutableArray<string> FunctionNames { get; } = [.. Functions.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Without <c>fn:</c>, sorted by code point.</summary>
    public static ImmutableArray<string> AggregateNames { get; } = [.. Aggregates.Keys.Order(StringComparer.Ordinal)];

    /// <summary>With their colon, sorted by code point.</summary>
    public static ImmutableArray<string> PredicateNames { get; } = [.. Predicates.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Finds a scalar function; infix <c>+ - * /</c> and unary <c>-</c> are <c>plus minus mult divide neg</c>. Null when there is none.</summary>
    public static ScalarFunction? FindFunction(string nameWithoutFn) => Functions.GetValueOrDefault(nameWithoutFn);

    /// <summary>Finds an aggregate, such as <c>sum</c>. Null when there is none.</summary>
    public static AggregateFunction? FindAggregate(string nameWithoutFn) => Aggregates.GetValueOrDefault(nameWithoutFn);

    /// <summary>Finds a built-in predicate by its name with the colon, such as <c>:match_field</c>. Null when there is none.</summary>
    public static BuiltinPredicate? FindPredicate(string nameWithColon) => Predicates.GetValueOrDefault(nameWithColon);
}

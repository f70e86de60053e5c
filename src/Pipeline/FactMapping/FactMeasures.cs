using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What the values of given facts measure, unit and window, by the name of a feature or, for a call, <c>feature rsi(14,1s)</c>.</summary>
internal static class FactMeasures
{
    /// <summary>Of all features that the program reads.</summary>
    public static IReadOnlyDictionary<string, string> Of(BoundProgram program)
    {
        SuppliedPredicates read = new(program);
        Dictionary<string, string> measures = read.Schema.Features.ToDictionary(static f => f.Name, FactOrigins.MeasureOf, StringComparer.Ordinal);
        foreach (FeatureCall call in read.Calls)
        {
            measures.Add($"{FeatureCalls.Predicate} {call.Text}", call.IsOfTicks ? measures[call.Name] : FactOrigins.MeasureOf(call));
        }

        return measures;
    }

    /// <summary>Null where nothing is known of the fact's value.</summary>
    public static string? Of(IReadOnlyDictionary<string, string> measures, Fact fact) =>
        fact.Predicate == FeatureCalls.Predicate && fact.Arguments is [_, { Kind: ValueKind.String } call, _]
            ? measures.GetValueOrDefault($"{FeatureCalls.Predicate} {call.AsText}")
            : measures.GetValueOrDefault(fact.Predicate);
}

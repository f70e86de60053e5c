using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Finds the texts of a question that stand in no fact from outside. A text that does is found in the first few predicates; only for others every fact is looked at.</summary>
internal static class UnheardSearch
{
    public static ImmutableArray<UnheardText> In(FactPattern pattern, IRuleSession session, BoundProgram program) =>
        [.. pattern.Arguments.OfType<Value>().Where(static v => v.Kind == ValueKind.String).Distinct().Where(v => !Texts(session, program).Contains(v)).Select(v => Of(v, session, program))];

    /// <summary>What facts name instead; none where every text of the question is named.</summary>
    public static ImmutableArray<string> Heard(ImmutableArray<UnheardText> unheard, IRuleSession session, BoundProgram program) =>
        unheard.IsEmpty ? [] : [.. Texts(session, program).Select(static v => v.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(WhyNotReport.MostHeard)];

    private static UnheardText Of(Value asked, IRuleSession session, BoundProgram program) =>
        new(asked.ToString(), NameSuggestion.Like(asked.AsText, Texts(session, program).Select(static v => v.AsText)) is { } near ? Value.String(near).ToString() : null);

    private static IEnumerable<Value> Texts(IRuleSession session, BoundProgram program) =>
        program.Predicates.Where(static p => !p.IsDerived && p.View is null).SelectMany(p => session.FactsOf(p.Name)).SelectMany(static f => f.Arguments).Where(static v => v.Kind == ValueKind.String);
}

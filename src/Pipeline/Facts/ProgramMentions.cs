using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Tells predicates of the program's own text from those that only facts from outside brought in.</summary>
internal static class ProgramMentions
{
    /// <summary>True when a declaration, a fact or a rule of the program names the predicate.</summary>
    public static bool Mentions(this BoundProgram program, BoundPredicate predicate) =>
        predicate.IsDeclared || predicate.IsDerived
        || program.Rules.Any(r => r.Body.Any(l => l is BoundAtom atom && atom.Predicate == predicate.Id))
        || program.Facts.Any(f => f.Fact.Predicate == predicate.Name);

    /// <summary>"did you mean …?" with the nearest predicate that the program mentions; null when none is near.</summary>
    public static string? Suggestion(this BoundProgram program, string predicate) =>
        NameSuggestion.Nearest(predicate, program.Predicates.Where(program.Mentions).Select(static p => p.Name)) is { } near ? $"did you mean '{near}'?" : null;
}

using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs;

/// <summary>A pack must be able to take over from the rules in force: rows that stand keep their keys, and what was decided can be told from what was not.</summary>
internal static class FitStep
{
    public static StepFinding Check(GateSubject subject)
    {
        BoundProgram program = subject.Program!, live = subject.Live;
        if (!program.Rules.Any(static r => !r.Span.Source.Path.StartsWith(LibrarySource.PathPrefix, StringComparison.Ordinal)))
        {
            return StepFinding.Failed("it has no rule of its own, so nothing would be decided any more; to stop trading, stop the run");
        }

        HashSet<string> supplied = [.. MarketCatalogue.Relations.Select(static r => r.Predicate)];
        IEnumerable<Diagnostic> keys =
            from after in program.Predicates
            where supplied.Contains(after.Name)
            let before = live.FindPredicate(after.Name)
            where before is not null && !before.Key.AsSpan().SequenceEqual(after.Key.AsSpan())
            select Diagnostic.Create(PackDiagnostics.SuppliedKeyChanged, after.Span, after.Name, Columns(before), Columns(after));
        IEnumerable<Diagnostic> decides =
            from after in program.Decides
            let before = live.Decides.FirstOrDefault(d => d.Name == after.Name) ?? (live.Decides.Length == 1 ? live.Decides[0] : null)
            where before is not null && before.Key.Length != after.Key.Length
            select Diagnostic.Create(PackDiagnostics.DecisionKeyChanged, after.Span, after.Name, before.Key.Length, after.Key.Length);
        return StepFinding.Of([.. keys, .. decides, .. Ensembles(subject)], "can take over from the rules in force");
    }

    /// <summary>Ensembles that the rules in force go without already are no reason to refuse a change of something else.</summary>
    private static IEnumerable<Diagnostic> Ensembles(GateSubject subject)
    {
        if (subject.Policy.Ensembles is not { } scored)
        {
            return [];
        }

        HashSet<string> known = [.. new WantedModels(subject.Live).Ensembles];
        return new WantedModels(subject.Program!).Ensembles.Where(e => !known.Contains(e) && !scored.Contains(e))
            .Select(e => Diagnostic.Create(PackDiagnostics.NoSuchEnsemble, null, e, scored.IsEmpty ? "no ensemble" : string.Join(", ", scored)));
    }

    private static string Columns(BoundPredicate predicate) => string.Join(", ", predicate.Key.Select(c => predicate.Columns[c]));
}

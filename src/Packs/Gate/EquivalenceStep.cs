using System.Collections.Frozen;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Packs;

/// <summary>Says of the predicates whose rules changed which have the same rows in every state all the same, and on which facts the others differ. It refuses nothing.</summary>
/// <remarks>
/// Bounded in number and time: what was not decided by then is unknown, and said so. A predicate that only rests on one that changed is asked about too, since what it
/// rests on may turn out to be the same. The version stays the hash of the text's meaning.
/// </remarks>
internal static class EquivalenceStep
{
    /// <summary>Predicates that are asked about; the rest is counted.</summary>
    private const int MaxPredicates = 40;

    /// <summary>Rows and facts shown of one difference.</summary>
    private const int MaxShown = 4;

    public static StepFinding Check(GateSubject subject)
    {
        BoundProgram before = subject.Live, after = subject.Program!;
        string[] changed = Changed(before, after);
        if (changed.Length == 0)
        {
            return StepFinding.Passed("no predicate of both versions reads differently");
        }

        if (ProofSteps.WhyNot(subject) is { } skipped)
        {
            return skipped;
        }

        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(subject.Stop);
        stop.CancelAfter(subject.Policy.EquivalenceTimeout);
        (string Name, PredicateComparison? Found)[] answers = [.. changed.Take(MaxPredicates).Select(name => (name, Compare(before, after, name, stop.Token)))];
        int same = answers.Count(static a => a.Found?.Relation == PredicateRelation.Equivalent), other = answers.Count(static a => a.Found?.Relation == PredicateRelation.Different);
        string summary = $"of {changed.Length} predicates that read differently {same} are equivalent, {other} differ, {changed.Length - same - other} unknown";
        return new StepFinding(other > 0 ? StepOutcome.Noted : StepOutcome.Passed, summary, [], [.. answers.SelectMany(a => Lines(a.Name, a.Found, subject.Policy.EquivalenceTimeout)), .. Left(changed.Length)]);
    }

    /// <summary>Of both versions, with rules, and of another meaning by their texts.</summary>
    private static string[] Changed(BoundProgram before, BoundProgram after)
    {
        FrozenDictionary<string, string> old = PredicateVersions.Of(before), now = PredicateVersions.Of(after);
        return [.. after.Predicates.Where(p => !p.IsExtensional && old.TryGetValue(p.Name, out string? version) && version != now[p.Name]).Select(static p => p.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>Null when the time was over.</summary>
    private static PredicateComparison? Compare(BoundProgram before, BoundProgram after, string name, CancellationToken stop)
    {
        try
        {
            return stop.IsCancellationRequested ? null : PredicateComparer.Compare(before, after, name, VerifyOptions.Default, stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Lines(string name, PredicateComparison? found, TimeSpan patience)
    {
        switch (found)
        {
            case null:
                yield return $"{name}: unknown: the {patience.TotalSeconds:0.#} s for this step were over";
                break;
            case { Relation: PredicateRelation.Equivalent }:
                yield return $"{name}: equivalent: the same rows in every state";
                break;
            case { Relation: PredicateRelation.Different }:
                yield return $"{name}: differs";
                yield return $"  given {Shown(found.State!.Facts)}";
                yield return $"  only before: {Shown(found.OnlyBefore)}; only after: {Shown(found.OnlyAfter)}";
                break;
            default:
                yield return $"{name}: unknown: {string.Join("; ", found.Reasons)}";
                break;
        }
    }

    private static string Shown(IReadOnlyCollection<Fact> facts) => facts.Count == 0 ? "nothing"
        : string.Join(", ", facts.Take(MaxShown)) + (facts.Count > MaxShown ? $" and {facts.Count - MaxShown} more" : "");

    private static IEnumerable<string> Left(int changed) => changed > MaxPredicates ? [$"{changed - MaxPredicates} more were not asked about"] : [];
}

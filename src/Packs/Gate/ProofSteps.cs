using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Packs;

/// <summary>The steps that ask the solver.</summary>
internal static class ProofSteps
{
    public static StepFinding Lint(GateSubject subject)
    {
        if (WhyNot(subject) is { } skipped)
        {
            return skipped;
        }

        HashSet<string> own = [.. subject.Sources.Trees.Select(static t => t.Source.Path)];
        using RuleLinter linter = new(subject.Program!, VerifyOptions.Default);
        ImmutableArray<Diagnostic> found = linter.Run(r => own.Contains(r.Span.Source.Path) && !subject.Stop.IsCancellationRequested);
        StepFinding finding = StepFinding.Of(found, "linted");
        return finding.Outcome == StepOutcome.Noted && subject.Policy.LintRefuses
            ? finding with { Outcome = StepOutcome.Failed, Summary = $"{found.Length} finding(s), the first: {found[0].Message}" }
            : finding;
    }

    public static StepFinding Invariants(GateSubject subject)
    {
        if (subject.Program!.Invariants.IsEmpty)
        {
            return StepFinding.Passed("there are none");
        }

        if (WhyNot(subject) is { } skipped)
        {
            return skipped;
        }

        InvariantProver prover = new(subject.Program!, VerifyOptions.Default);
        List<string> details = [];
        foreach (BoundInvariant invariant in subject.Program!.Invariants)
        {
            if (subject.Stop.IsCancellationRequested)
            {
                return StepFinding.Failed($"the gate's time of {subject.Policy.GateTimeout.TotalSeconds:0.#} s was over before '{invariant.Name}' was proved", [.. details]);
            }

            Verdict verdict = prover.Prove(invariant);
            details.AddRange(Lines(verdict));
            if (verdict.Kind != VerdictKind.Proved)
            {
                return StepFinding.Failed($"'{invariant.Name}' is {(verdict.Kind == VerdictKind.Refuted ? "refuted" : "not proved")}", [.. details]);
            }
        }

        return new StepFinding(StepOutcome.Passed, $"{subject.Program!.Invariants.Length} proved", [], [.. details]);
    }

    /// <summary>Why the solver is not asked; null when it is.</summary>
    public static StepFinding? WhyNot(GateSubject subject) =>
        !subject.Policy.Proves ? StepFinding.Skipped("left out by policy")
        : !Z3Library.IsAvailable ? StepFinding.Skipped("Z3 is not installed here; see docs/dependencies.md")
        : null;

    private static IEnumerable<string> Lines(Verdict verdict)
    {
        yield return $"{verdict.Invariant.Name}: {verdict.Kind.ToString().ToLowerInvariant()}";
        foreach (string reason in verdict.Reasons)
        {
            yield return $"  {reason}";
        }

        if (verdict.Counterexample is { } broken)
        {
            yield return $"  given {string.Join(", ", broken.State.Facts)}";
            yield return $"  it decides {string.Join(", ", broken.Decisions)}";
        }
    }
}

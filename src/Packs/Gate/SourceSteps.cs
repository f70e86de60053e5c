using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs;

/// <summary>The steps that read a pack's texts; binding finds everything at once, the steps tell it apart by the phase of each code.</summary>
internal static class SourceSteps
{
    public static StepFinding Parse(GateSubject subject) => StepFinding.Of(OfPhase(subject, static c => c is < 2000 or >= 6000), $"{subject.Loaded.FileCount} file(s)");

    public static StepFinding Types(GateSubject subject) => StepFinding.Of(OfPhase(subject, static c => c is >= 2000 and < 2500), $"{subject.Program?.Predicates.Length ?? 0} predicate(s)");

    public static StepFinding Strata(GateSubject subject)
    {
        StepFinding found = StepFinding.Of(OfPhase(subject, static c => c is >= 2500 and < 6000), $"{subject.Program?.Strata.Length ?? 0} strata");
        return found.Outcome != StepOutcome.Failed && subject.Program is null ? StepFinding.Failed("the rules do not bind") : found;
    }

    private static IEnumerable<Diagnostic> OfPhase(GateSubject subject, Func<int, bool> isOfPhase) =>
        subject.Loaded.Diagnostics.Where(d => isOfPhase(int.Parse(d.Code.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture)));
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>CSR5xxx: what verification finds.</summary>
public static class VerificationDiagnostics
{
    /// <summary>A promise that the rules break.</summary>
    public static DiagnosticDescriptor Refuted { get; } = new("CSR5001", DiagnosticSeverity.Error, "An invariant does not hold", "'{0}' does not hold: there are facts with which the rules break it");

    /// <summary>A promise that could be neither proved nor refuted.</summary>
    public static DiagnosticDescriptor Unknown { get; } = new("CSR5002", DiagnosticSeverity.Error, "An invariant could not be decided", "'{0}' is neither proved nor refuted, which counts as a failure");

    /// <summary>A rule whose body no facts make true.</summary>
    public static DiagnosticDescriptor NeverFires { get; } = Warning("CSR5101", "A rule that can never fire", "'{0}' can never derive anything: no facts make all of its literals true");

    /// <summary>A comparison that the rest of its rule implies.</summary>
    public static DiagnosticDescriptor AlwaysTrue { get; } = Warning("CSR5102", "A comparison that is always true", "'{0}' is always true where the rest of '{1}' is, so it says nothing");

    /// <summary>A rule whose rows another rule derives as well.</summary>
    public static DiagnosticDescriptor Subsumed { get; } = Warning("CSR5103", "A rule that another makes superfluous", "'{0}' derives nothing that '{1}' does not derive");

    /// <summary>Two proposals of one rank that may stand against each other.</summary>
    public static DiagnosticDescriptor Contradictory { get; } = Warning("CSR5104", "Two proposals of one rank that contradict each other", "'{0}' and '{1}' can propose different actions for one key at once, with the same class and priority");

    private static DiagnosticDescriptor Warning(string code, string title, string message) => new(code, DiagnosticSeverity.Warning, title, message);

    /// <summary>The diagnostic of a verdict; null for a proof.</summary>
    public static Diagnostic? Of(Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Refuted => Diagnostic.Create(Refuted, verdict.Invariant.Span, verdict.Invariant.Name) with
        {
            Notes = [.. Story(verdict.Counterexample!)],
            Help = "'--emit-test FILE' saves these facts as a rule test",
        },
        VerdictKind.Unknown => Diagnostic.Create(Unknown, verdict.Invariant.Span, verdict.Invariant.Name) with
        {
            Notes = [.. verdict.Reasons],
            Help = "say it with fewer steps, let the solver work longer (--effort), or test it",
        },
        _ => null,
    };

    private static IEnumerable<string> Story(Counterexample example)
    {
        string since = example.State.LeadNs > 0 ? $" with facts given {ValueText.Duration(example.State.LeadNs)} before" : "";
        yield return $"at {ValueText.Duration(example.State.At.Nanoseconds)}{since}, confirmed by the engine:";
        foreach ((string name, Value value) in example.State.Params)
        {
            yield return $"  param {name} = {value}";
        }

        foreach (Fact fact in example.State.Facts)
        {
            yield return $"  {fact}";
        }

        foreach (Fact decision in example.Decisions)
        {
            yield return $"  => {decision}";
        }

        if (!example.Bindings.IsEmpty)
        {
            yield return $"  with {string.Join(", ", example.Bindings.Select(static b => $"{b.Key} = {b.Value}"))}";
        }
    }
}

namespace CryptoScalp.Rules.Primitives;

/// <summary>CSR40xx: why a transaction was rolled back. The engine and the reference evaluator say it in these words.</summary>
public static class EvaluationDiagnostics
{
    public static DiagnosticDescriptor BudgetExceeded { get; } = Error("CSR4001", "More facts were created than the budget allows", "it created more than {0} facts");

    public static DiagnosticDescriptor StepsExceeded { get; } = Error(
        "CSR4002", "State does not settle", "state still changed after {0} steps, by the rules {1}; each of them must make its own condition false");

    public static DiagnosticDescriptor StateConflict { get; } = Error(
        "CSR4003", "Two rows of one key are stored in one step", "{0} (by '{1}') and {2} (by '{3}') were asserted in one step, but they have one key");

    public static DiagnosticDescriptor BadCertainty { get; } = Error("CSR4004", "A certainty outside 0 to 1", "{0} has the certainty {1}; it must be from 0 to 1");

    public static DiagnosticDescriptor NoMergedValue { get; } = Error("CSR4005", "A merge gives no value", "{0} gives no value for {1} and {2} of {3}");

    public static DiagnosticDescriptor BrokenFundep { get; } = Error(
        "CSR4011", "Two rows break a functional dependency", "{0} and {1} cannot both hold: '{2}' promises {3} ({4})");

    public static DiagnosticDescriptor BrokenInclusion { get; } = Error(
        "CSR4012", "A row without the row that it needs", "{0} holds and {1} does not: '{2}' promises inclusion [{3}] ({4})");

    public static DiagnosticDescriptor BrokenLimit { get; } = Error(
        "CSR4013", "More rows than a predicate's limit", "'{0}' would have more than {1} rows, its limit ({2})");

    /// <summary>The code of an outcome that has one of its own; null when it committed, or when what was broken tells.</summary>
    public static string? CodeOf(TransactionOutcome outcome) => outcome switch
    {
        TransactionOutcome.BudgetExceeded => BudgetExceeded.Code,
        TransactionOutcome.StepsExceeded => StepsExceeded.Code,
        TransactionOutcome.StateConflict => StateConflict.Code,
        _ => null,
    };

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);
}

namespace CryptoScalp.Rules.Verification;

/// <summary>Bounds of a verification job. At a bound the answer is "unknown", with the bound as the reason.</summary>
public sealed record SolverLimits
{
    /// <summary>The most work the solver may put into one search (a promise, or one part of it), in its own units, about a million a second; above 0. The same on every machine.</summary>
    public int Effort { get; init; } = 20_000_000;

    /// <summary>The most work the solver may put into one question about products and quotients of unknowns, in the same units; above 0. Each unit takes it up to ten times as long as elsewhere.</summary>
    public int HardEffort { get; init; } = 300_000;

    /// <summary>The most time one question to the solver may take, in milliseconds; above 0. A net for what the solver does not count, far above what <see cref="Effort"/> takes: verdicts depend on the work alone.</summary>
    public int QuestionMs { get; init; } = 120_000;

    /// <summary>The most memory that the solver may use in this process, in megabytes; above 0.</summary>
    public int MemoryMb { get; init; } = 2048;

    /// <summary>How many questions about products and quotients of unknowns may be asked for one promise; at least 0.</summary>
    public int HardQuestions { get; init; } = 6;

    /// <summary>How often a candidate that the engine refutes is excluded and another asked for; above 0.</summary>
    public int Rounds { get; init; } = 200;

    /// <summary>How many applications of one recursive predicate a proof may stack before the rest is taken as "may hold"; above 0.</summary>
    public int Unfoldings { get; init; } = 3;

    public static SolverLimits Default { get; } = new();
}

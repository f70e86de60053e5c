namespace CryptoScalp.Rules.Verification;

/// <summary>Bounds of a verification job. At a bound the answer is "unknown", with the bound as the reason.</summary>
public sealed record SolverLimits
{
    /// <summary>The most time one question to the solver may take, in milliseconds; above 0.</summary>
    public int QuestionMs { get; init; } = 400;

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

namespace CryptoScalp.Rules.Verification;

/// <summary>Bounds of a verification job. At a bound the answer is "unknown", with the bound as the reason.</summary>
public sealed record SolverLimits
{
    /// <summary>The most time one question to the solver may take, in milliseconds; above 0.</summary>
    public int QuestionMs { get; init; } = 1000;

    /// <summary>The most memory that the solver may use in this process, in megabytes; above 0.</summary>
    public int MemoryMb { get; init; } = 2048;

    /// <summary>How often a candidate that the engine refutes is excluded and another asked for; above 0.</summary>
    public int Rounds { get; init; } = 400;

    /// <summary>How many applications of one recursive predicate a proof may stack before the rest is taken as "may hold"; above 0.</summary>
    public int Unfoldings { get; init; } = 3;

    public static SolverLimits Default { get; } = new();
}

namespace CryptoScalp.Rules.Verification;

/// <summary>How to verify.</summary>
public sealed record VerifyOptions
{
    public static VerifyOptions Default { get; } = new();

    public SolverLimits Limits { get; init; } = SolverLimits.Default;

    /// <summary>Takes each parameter as any value of its range instead of its own value; one without a range keeps its value.</summary>
    public bool AnyParams { get; init; }

    /// <summary>Keeps what the solver is asked, for <see cref="Verdict.Script"/>.</summary>
    public bool KeepScripts { get; init; }
}

namespace CryptoScalp.Rules.Explain;

/// <summary>Bounds of a why-not. What a bound cuts off is said in the report; no clock has a part in it.</summary>
public sealed record WhyNotOptions
{
    public static WhyNotOptions Default { get; } = new();

    /// <summary>How many levels of missing premises are followed. Default 4.</summary>
    public int MaxDepth { get; init; } = 4;

    /// <summary>How many rules of one fact, closest first, have their missing premises followed. Default 3.</summary>
    public int MaxFollowed { get; init; } = 3;

    /// <summary>Literals judged and rows tried for one rule. Default 5,000.</summary>
    public int MaxStepsPerRule { get; init; } = 5_000;

    /// <summary>The same for the whole report. Default 50,000.</summary>
    public int MaxSteps { get; init; } = 50_000;

    /// <summary>Facts shown where several would do: those that deny, and those that come closest to a missing one. Default 3.</summary>
    public int MaxFacts { get; init; } = 3;

    /// <summary>Falls when nobody waits for the report any more: the search then ends with <see cref="OperationCanceledException"/>, never with another report.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Bounds of the proofs of facts that deny or forbid.</summary>
    public ProofOptions Proofs { get; init; } = new() { MaxDepth = 16, MaxNodes = 200, MaxMembers = 5 };
}

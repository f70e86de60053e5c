using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Cli;

/// <summary>What <c>scalp eval</c> was asked for.</summary>
internal sealed record EvalRequest(
    string Path, string? Facts, string? Script, string? Query, string? Out, string Engine, bool Proofs, long Budget, bool Strict, bool Json, bool Timings)
{
    public RuleEngineKind EngineKind { get; } = EngineNames.Parse(Engine);

    /// <summary>The call's contradictions; null when it makes sense.</summary>
    public string? Problem() => this switch
    {
        { Script: not null, Query: not null } => "--script prints changes and --query prints facts; give one of them",
        { Script: not null, Out: not null } => "--script prints changes and --out writes relations; give one of them",
        { Query: not null, Out: not null } => "--query prints facts and --out writes relations; give one of them",
        { Budget: < 1 } => "--budget must be at least 1",
        _ => null,
    };
}

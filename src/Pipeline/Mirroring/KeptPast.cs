using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Knows whether a program's state is more than its given facts.</summary>
public static class KeptPast
{
    /// <summary>What of the program remembers a past, in words; null when the state can be derived anew from the given facts alone.</summary>
    public static string? Of(BoundProgram program) =>
        program.UsesTime ? "ttl, lateness, windows, temporal literals or hysteresis"
        : program.Rules.FirstOrDefault(static r => r.Effect is RuleEffect.Assert or RuleEffect.Retract) is { } rule ? $"rules that change state ('{rule.Id}')"
        : null;
}

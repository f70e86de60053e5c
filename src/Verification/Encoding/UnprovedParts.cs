using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Parts of the language whose rows depend on more than one state of facts: a change of one state says nothing certain about them.</summary>
internal static class UnprovedParts
{
    /// <summary>The first part that the program uses, in words; null when all of it is a matter of one state.</summary>
    public static string? FirstOf(BoundProgram program)
    {
        if (program.Predicates.Any(static p => p.View is not null))
        {
            return "a literal reads the past (a window, or what held or happened)";
        }

        if (program.Rules.FirstOrDefault(static r => r.Effect is RuleEffect.Assert or RuleEffect.Retract) is { } stateful)
        {
            return $"rule '{stateful.Id}' does more than derive";
        }

        return program.Rules.FirstOrDefault(static r => r.Body.OfType<BoundComparison>().Any(static c => c.Hysteresis is not null)) is { } remembering
            ? $"rule '{remembering.Id}' remembers which side of its threshold it was on (hysteresis)"
            : null;
    }
}

using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The one place that knows which programs' proofs the independent checker cannot judge yet; the audit of a run of such a program is refused, never passed.</summary>
internal static class AuditSupport
{
    /// <summary>What of the program the checker does not know, for a message; null when it can judge all of it.</summary>
    public static string? NotChecked(BoundProgram program)
    {
        string[] parts = [.. Parts(program)];
        return parts.Length == 0 ? null : string.Join(", and ", parts);
    }

    private static IEnumerable<string> Parts(BoundProgram program)
    {
        if (program.UsesTime)
        {
            yield return "ttl, lateness, windows, temporal literals or hysteresis";
        }

        if (program.Rules.FirstOrDefault(static r => r.Effect is RuleEffect.Assert or RuleEffect.Retract) is { } rule)
        {
            yield return $"rules that change state ('{rule.Id}')";
        }

        if (program.Predicates.FirstOrDefault(static p => p.Tag is not null || p.Merge is not null) is { } combined)
        {
            yield return $"{(combined.Tag is not null ? "certainty" : "merge")} ('{combined.Name}')";
        }
    }
}

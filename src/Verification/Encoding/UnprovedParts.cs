using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Parts of the language that no encoding covers yet. A program that uses one has no proof and no counterexample: every verdict is "unknown".</summary>
internal static class UnprovedParts
{
    /// <summary>The first part that the program uses, in words; null when all of it is encoded.</summary>
    public static string? FirstOf(BoundProgram program)
    {
        if (program.Predicates.FirstOrDefault(static p => p.View is not null || p.TtlNs is not null || p.LatenessNs is not null) is { } timed)
        {
            return timed.View is null ? $"'{timed.Name}' expires or takes late rows" : "a literal reads the past (a window, or what held or happened)";
        }

        if (program.Predicates.FirstOrDefault(static p => p.Tag is not null || p.Merge is not null) is { } combined)
        {
            return $"the rows of '{combined.Name}' are combined ({(combined.Tag is null ? "merge" : "tag")})";
        }

        if (program.Rules.FirstOrDefault(static r => r.Effect != RuleEffect.Derive) is { } stateful)
        {
            return $"rule '{stateful.Id}' does more than derive";
        }

        return program.Rules.FirstOrDefault(static r => r.Body.OfType<BoundComparison>().Any(static c => c.Hysteresis is not null)) is { } remembering
            ? $"rule '{remembering.Id}' remembers which side of its threshold it was on (hysteresis)"
            : null;
    }

    /// <exception cref="EncodingLimitException">The program uses such a part.</exception>
    public static void Refuse(BoundProgram program)
    {
        if (FirstOf(program) is { } part)
        {
            throw new EncodingLimitException($"{part}; proofs do not cover that yet, so nothing is promised for this program");
        }
    }
}

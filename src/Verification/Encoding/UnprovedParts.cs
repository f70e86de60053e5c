using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Parts of the language whose rows depend on more than one state of facts: a change of one state says nothing certain about them.</summary>
internal static class UnprovedParts
{
    /// <summary>The first such part that a decide statement depends on, in words; null when all of it is a matter of one state.</summary>
    /// <remarks>What the rest of a program remembers does not matter for it.</remarks>
    public static string? FirstOf(BoundProgram program, BoundDecide decide)
    {
        HashSet<int> asked = Grounds(program, decide);
        if (asked.Where(p => program.Predicates[p].View is not null).Order().Select(p => program.Predicates[p]).FirstOrDefault() is { } view)
        {
            return $"'{program.Predicates[view.View!.Source].Name}' is read from the past (a window, or what held or happened)";
        }

        if (program.Rules.FirstOrDefault(r => r.Effect is RuleEffect.Assert or RuleEffect.Retract && asked.Contains(r.HeadPredicate)) is { } stateful)
        {
            return $"rule '{stateful.Id}' changes what is stored";
        }

        return program.Rules.FirstOrDefault(r => asked.Contains(r.HeadPredicate) && r.Body.OfType<BoundComparison>().Any(static c => c.Hysteresis is not null)) is { } remembering
            ? $"rule '{remembering.Id}' remembers which side of its threshold it was on (hysteresis)"
            : null;
    }

    /// <summary>Every predicate that a decision's making may read.</summary>
    private static HashSet<int> Grounds(BoundProgram program, BoundDecide decide)
    {
        ILookup<int, BoundRule> rules = program.Rules.ToLookup(static r => r.HeadPredicate);
        Queue<int> open = new([decide.Candidates, .. decide.Vetoes, .. decide.Caps, .. decide.Require is { } require ? [require] : Array.Empty<int>()]);
        HashSet<int> found = [];
        while (open.TryDequeue(out int predicate))
        {
            if (!found.Add(predicate))
            {
                continue;
            }

            foreach (BoundAtom atom in rules[predicate].SelectMany(static r => r.Body).OfType<BoundAtom>())
            {
                open.Enqueue(atom.Predicate);
            }
        }

        return found;
    }
}

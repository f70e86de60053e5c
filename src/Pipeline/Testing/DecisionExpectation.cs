using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Compares one expectation about decisions with what the agenda made of the transactions at its time.</summary>
/// <param name="expect">What the test says.</param>
/// <param name="emitted">Decisions emitted at the expectation's time.</param>
/// <param name="last">The agenda's last answer: held decisions and non-decisions.</param>
internal sealed class DecisionExpectation(BoundTestExpectDecision expect, IReadOnlyList<Decision> emitted, AgendaResult last)
{
    /// <summary>Null when the expectation holds, otherwise what was expected.</summary>
    public string? Check()
    {
        Decision[] matching = [.. emitted.Where(d => Matches(d.ToFact().Arguments))];
        if (!expect.IsAbsence)
        {
            return matching.Length == 0 ? $"expected {Text}, but it was not decided" : UnmetReason(r => HoldsForPresence(r, matching));
        }

        return matching.Length > 0 ? $"expected no {Text}, but {matching[0]} was decided" : UnmetReason(HoldsForAbsence);
    }

    /// <summary>What was there: decisions and non-decisions of the same decide statement.</summary>
    public IEnumerable<string> Found() =>
        emitted.Select(static d => $"decided {d} by \"{d.RuleId}\"")
            .Concat(last.Decisions.Where(static d => d.Status == DecisionStatus.Held).Select(static d => $"held {d} by \"{d.RuleId}\""))
            .Concat(last.NonDecisions.Select(static n => $"not decided: {n}"));

    private string Text => expect.LiteralSpan.Text;

    private string? UnmetReason(Func<BoundReason, bool> holds)
    {
        foreach (BoundReason reason in expect.Reasons)
        {
            if (!holds(reason))
            {
                return $"{(expect.IsAbsence ? "no " : "")}{Text}, as expected, but not because {reason.Span.Text}";
            }
        }

        return null;
    }

    private static bool HoldsForPresence(BoundReason reason, Decision[] matching) => reason.Kind switch
    {
        ReasonKind.Rule => matching.Any(d => d.RuleId == reason.Text),
        ReasonKind.Cap => matching.Any(static d => d.Cap is not null),
        _ => false,
    };

    private bool HoldsForAbsence(BoundReason reason) => reason.Kind switch
    {
        ReasonKind.Rule => !last.NonDecisions.Any(n => n.Candidate.RuleId == reason.Text && MatchesCandidate(n.Candidate)),
        ReasonKind.Held => last.Decisions.Any(d => d.Status == DecisionStatus.Held && Matches(d.ToFact().Arguments)),
        _ => last.NonDecisions.Any(n => MatchesCandidate(n.Candidate) && n.Reasons.Any(r => Is(reason, r))),
    };

    private static bool Is(BoundReason wanted, NonDecisionReason actual) => (wanted.Kind, actual) switch
    {
        (ReasonKind.Veto, VetoedReason vetoed) => vetoed.Vetoes.Any(v => v.Predicate == wanted.Text && PatternMatches(wanted.Pattern, v.Arguments)),
        (ReasonKind.Requirement, RequirementUnmetReason unmet) => unmet.Names.Contains(wanted.Text),
        (ReasonKind.Cooldown, CooldownReason) => true,
        (ReasonKind.Cap, CappedToNothingReason) => true,
        (ReasonKind.Lost, LostReason) => true,
        _ => false,
    };

    private bool MatchesCandidate(Candidate candidate) => Matches([.. candidate.Key, candidate.Action, candidate.AskedSize]);

    private bool Matches(Value[] columns) => PatternMatches(expect.Pattern, columns);

    private static bool PatternMatches(IReadOnlyList<Value?> pattern, Value[] columns)
    {
        for (int i = 0; i < Math.Min(pattern.Count, columns.Length); i++)
        {
            if (pattern[i] is { } wanted && !Fits(wanted, columns[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A structure of a pattern names the fields that matter: <c>{/kind: /long}</c> fits a long at any venue. Everything else fits only itself.</summary>
    private static bool Fits(Value wanted, Value actual)
    {
        if (wanted.Kind != ValueKind.Struct || actual.Kind != ValueKind.Struct)
        {
            return wanted == actual;
        }

        foreach (KeyValuePair<Value, Value> field in wanted.AsEntries)
        {
            if (!actual.TryGetEntry(field.Key, out Value found) || !Fits(field.Value, found))
            {
                return false;
            }
        }

        return true;
    }
}

namespace CryptoScalp.Rules.Explain;

/// <summary>Reads out of a why-not what kept a rule from proposing, followed down through missing premises to what fails of itself.</summary>
internal sealed class AttemptCauses
{
    /// <summary>Answers by their patterns: a pattern that turns up again is answered only once in a report.</summary>
    private readonly Dictionary<string, AbsentFact> _answers = new(StringComparer.Ordinal);

    /// <param name="absent">The answer about the candidates.</param>
    public AttemptCauses(AbsentFact absent) => Collect(absent);

    /// <summary>Everything that was unmet in a rule's closest attempt; a literal that could not be judged is none.</summary>
    public IReadOnlyList<CountedCause> Of(RuleAttempt attempt)
    {
        List<CountedCause> causes = [];
        Add(attempt, causes, []);
        return causes;
    }

    private void Collect(AbsentFact absent)
    {
        if (absent.Attempts.Length > 0)
        {
            _answers.TryAdd(absent.Pattern, absent);
        }

        foreach (AbsentFact below in absent.Attempts.SelectMany(static a => a.Failed).Select(static l => l.Missing).OfType<AbsentFact>())
        {
            Collect(below);
        }
    }

    private void Add(RuleAttempt attempt, List<CountedCause> causes, HashSet<string> path)
    {
        if (attempt.GroupFault is not null)
        {
            causes.Add(new CountedCause("group", attempt.RuleId, "the group's value", null));
        }

        foreach (LiteralVerdict failed in attempt.Failed)
        {
            if (Below(failed) is { } below && path.Add(below.Pattern))
            {
                Add(below.Attempts[0], causes, path);
            }
            else
            {
                causes.Add(Of(failed, attempt.RuleId));
            }
        }
    }

    /// <summary>The answer about a missing premise, when some rule could give it.</summary>
    private AbsentFact? Below(LiteralVerdict failed) =>
        failed.Missing is { } missing && _answers.GetValueOrDefault(missing.Pattern, missing) is { Attempts: [{ HeadMismatch: null }, ..] } answer ? answer : null;

    private static CountedCause Of(LiteralVerdict failed, string ruleId) => failed.Kind switch
    {
        LiteralKind.Fact => new CountedCause("missing", ruleId, failed.Text, null),
        LiteralKind.Absence => new CountedCause("denied", ruleId, failed.Text, null),
        _ => new CountedCause("condition", ruleId, failed.Text, MeasuredDistance.Of(failed.Shortfall)),
    };
}

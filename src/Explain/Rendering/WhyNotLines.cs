namespace CryptoScalp.Rules.Explain;

/// <summary>Writes why-nots as lines.</summary>
internal static class WhyNotLines
{
    /// <summary>Of the rules further away only the first that failed is written out; JSON has all of it.</summary>
    private const int WholeRules = 3;

    /// <summary>The same of the rules for a premise that is missing: the closest is what the report follows.</summary>
    private const int WholeRulesBelow = 1;

    public static List<TextLine> Of(WhyNotReport report)
    {
        ProofLines lines = new(report.Graph, report.At);
        if (report.HoldingCount > 0)
        {
            lines.Heading(0, $"{report.Question} does hold", ReadableTime.At(report.At));
            lines.Lines.AddRange(report.Holding.Select(static f => new TextLine(1, f, "", LineStyle.Fact)));
            AddMore(lines, 1, report.HoldingCount - report.Holding.Length);
        }
        else
        {
            lines.Heading(0, $"no {report.Question}", ReadableTime.At(report.At));
        }

        lines.Lines.AddRange(report.Unheard.Select(static u => new TextLine(1, Words(u), Guess(u), LineStyle.Failed)));
        if (!report.Unheard.IsEmpty)
        {
            lines.Lines.Add(new TextLine(1, Heard(report), "", LineStyle.Open));
        }

        if (report.Unheard.Any(static u => u.Nearest is not null) && !HasAged(report.Absent))
        {
            return lines.Lines; // most likely misspelt: what each rule lacks would bury that. JSON has it
        }

        if (report.WarmsUntil is { } warms)
        {
            lines.Lines.Add(new TextLine(1, "warming: windows are not full yet, so entries are vetoed; exits are decided", $"until {ReadableTime.At(warms)}", LineStyle.Failed));
        }

        if (report.Cause is { } cause)
        {
            lines.Lines.Add(new TextLine(1, $"first cause: {cause.Text}", Note(cause), LineStyle.Failed));
            lines.Lines.AddRange(FirstCause.OfOtherClasses(report).Select(static other => new TextLine(1, $"of class {other.Class}: {other.Cause.Text}", Note(other.Cause), LineStyle.Failed)));
        }

        foreach (ContestEntry entry in report.Struck)
        {
            DecisionText.Entry(lines, 1, entry);
        }

        lines.Lines.AddRange(report.Lifts.Select(static l => new TextLine(1, $"to lift {l.Veto}: {l.Change}", $"now {l.Change.Found}; rule {l.RuleId}", LineStyle.Failed)));
        foreach (AbsentFact requirement in report.Requirements)
        {
            Absent(lines, 1, requirement, "the requirement is unmet: no", report.ProgramVersion);
        }

        if (report.Absent is { } absent)
        {
            Rules(lines, 1, absent, report.ProgramVersion);
        }

        return lines.Lines;
    }

    internal static string Words(UnheardText unheard) => $"no fact from outside names {unheard.Value}";

    /// <summary>What time alone took away was there: then the text is no misspelling.</summary>
    private static bool HasAged(AbsentFact? absent) =>
        absent is not null && (absent.Aged is not null || absent.Attempts.SelectMany(static a => a.Failed).Any(static l => HasAged(l.Missing)));

    private static string Heard(WhyNotReport report) => report.Heard.IsEmpty ? "facts from outside name no text at all" : $"they name {string.Join(", ", report.Heard)}{(report.Heard.Length < WhyNotReport.MostHeard ? "" : ", …")}";

    internal static string Guess(UnheardText unheard) => unheard.Nearest is { } near ? $"did you mean {near}?" : "";

    internal static string Note(FirstCause cause)
    {
        string rule = cause.RuleId.Length == 0 ? "" : $"rule {cause.RuleId}";
        string what = cause.Literal?.Shortfall?.ToString() ?? cause.Literal?.Missing?.Aged?.ToString() ?? (cause.Kind == "no rule" ? "no rule and no input gives it" : cause.Kind);
        return rule.Length == 0 ? what : $"{what}; {rule}";
    }

    private static void Absent(ProofLines lines, int indent, AbsentFact absent, string words, string program)
    {
        lines.Lines.Add(new TextLine(indent, $"{words} {absent.Pattern}", NoteOf(absent), LineStyle.Failed));
        Rules(lines, indent + 1, absent, program);
    }

    private static string NoteOf(AbsentFact absent) =>
        absent.Aged?.ToString() ?? absent.Cut ?? (absent.Attempts.Length > 0 ? "" : !absent.IsGiven ? "no rule derives it" : absent.Total == 0 ? "given from outside; no fact of this predicate is there" : "given from outside");

    private static void Rules(ProofLines lines, int indent, AbsentFact absent, string program)
    {
        if (absent.Attempts.Length == 0)
        {
            lines.Lines.AddRange(absent.Closest.Select(f => new TextLine(indent, $"there is {f}", "", LineStyle.Open)));
        }

        for (int rank = 0; rank < absent.Attempts.Length; rank++)
        {
            Attempt(lines, indent, absent.Attempts[rank], isWhole: rank < (indent == 1 ? WholeRules : WholeRulesBelow), program);
        }
    }

    private static void Attempt(ProofLines lines, int indent, RuleAttempt attempt, bool isWhole, string program)
    {
        string standing = attempt.HeadMismatch is { } mismatch ? $"cannot give it: {mismatch}" : $"{attempt.Unmet} of {attempt.Literals.Length} unmet";
        lines.Lines.Add(new TextLine(indent, $"rule {attempt.RuleId}", $"{attempt.Location}, {standing}", attempt.HeadMismatch is null ? LineStyle.Rule : LineStyle.Open));
        if (attempt.HeadMismatch is not null)
        {
            return;
        }

        lines.Doc(indent + 1, isWhole ? attempt.Doc : null);
        if (attempt.GroupFault is { } fault)
        {
            lines.Lines.Add(new TextLine(indent + 1, fault, "fails", LineStyle.Failed));
        }

        foreach (LiteralVerdict verdict in isWhole ? attempt.Literals : attempt.Failed.Take(1))
        {
            Verdict(lines, indent + 1, verdict, program, isFollowed: isWhole);
        }

        lines.Parameters(indent + 1, isWhole ? attempt.Parameters : [], program);
        if (attempt.IsCut)
        {
            lines.Heading(indent + 1, "the search ended at its bound: other values may come closer");
        }
    }

    private static void Verdict(ProofLines lines, int indent, LiteralVerdict verdict, string program, bool isFollowed)
    {
        if (verdict.Missing is { } missing)
        {
            Absent(lines, indent, isFollowed ? missing : missing with { Attempts = [] }, "missing", program);
            return;
        }

        lines.Lines.Add(verdict.Status switch
        {
            LiteralStatus.Held when verdict.Kind == LiteralKind.Fact => new TextLine(indent, verdict.Values, "holds", LineStyle.Fact),
            LiteralStatus.Held when verdict.Kind == LiteralKind.Absence => new TextLine(indent, $"absent {verdict.Values[1..]}", "holds", LineStyle.Absence),
            LiteralStatus.Held => new TextLine(indent, verdict.Text, verdict.Values, LineStyle.Condition),
            LiteralStatus.Unreached => new TextLine(indent, verdict.Text, "not judged: a value is missing", LineStyle.Open),
            _ when verdict.Kind == LiteralKind.Absence => new TextLine(indent, $"denied {verdict.Values}", verdict.DenierCount == 1 ? "by" : $"by {verdict.DenierCount} facts", LineStyle.Failed),
            _ => new TextLine(indent, $"fails {verdict.Text}", Failure(verdict), LineStyle.Failed),
        });
        foreach (string id in verdict.DeniedBy)
        {
            lines.Node(indent + 1, id);
        }

        AddMore(lines, indent + 1, verdict.DenierCount - verdict.DeniedBy.Length);
    }

    private static string Failure(LiteralVerdict verdict)
    {
        string[] parts = [verdict.Values, verdict.Shortfall?.ToString() ?? "", verdict.Band ?? "", verdict.Basis ?? ""];
        return string.Join("; ", parts.Where(static p => p.Length > 0));
    }

    private static void AddMore(ProofLines lines, int indent, int more)
    {
        if (more > 0)
        {
            lines.Heading(indent, $"and {more} more");
        }
    }
}

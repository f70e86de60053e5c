using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Answers why there is no decision that fits a pattern.</summary>
internal sealed class DecisionAbsence(IRuleSession session, BoundProgram program, FactPattern pattern, BoundDecide decide, WhyNotOptions options)
{
    /// <summary>Vetoes whose distance is looked for.</summary>
    private const int MaxLifts = 16;

    private readonly AbsenceExplainer _absences = new(session, program, options);

    public WhyNotReport Explain(AgendaResult resolved)
    {
        EventTime? warms = resolved.WarmsUntil > session.Now ? resolved.WarmsUntil : null;
        Decision[] standing = [.. resolved.Decisions.Where(d => Fits(d) && (warms is null || decide.VetoExcept.Contains(d.Winner.Class)))];
        NonDecision[] struck = [.. resolved.NonDecisions.Where(n => pattern.Fits(n.Candidate.Fact)).OrderBy(static n => n.Reasons.Length)];
        ContestExplainer contest = new(_absences.Graph);
        ImmutableArray<ContestEntry> entries = [.. struck.Select(contest.Explain)];
        ImmutableArray<AbsentFact> requirements = standing.Length == 0 ? [.. struck.SelectMany(Unmet).DistinctBy(static r => r.ToString()).Select(_absences.Explain)] : [];
        bool isUnproposed = standing.Length == 0 && struck.Length == 0 && !IsProposed();
        ImmutableArray<UnheardText> unheard = isUnproposed ? UnheardSearch.In(pattern, session, program) : [];
        return new WhyNotReport
        {
            Question = Question(),
            At = session.Now,
            ProgramVersion = program.Version,
            Holding = [.. standing.Take(options.MaxFacts).Select(static d => d.ToString())],
            HoldingCount = standing.Length,
            WarmsUntil = warms,
            Struck = entries,
            Lifts = Lifts(struck),
            Requirements = requirements,
            Unheard = unheard,
            Heard = UnheardSearch.Heard(unheard, session, program),
            Absent = isUnproposed ? _absences.Explain(pattern) : null,
            Graph = _absences.Graph.ToGraph(),
        };
    }

    /// <summary>A candidate that fits may hold and be neither decided nor struck: while windows fill.</summary>
    private bool IsProposed() => session.FactsOf(program.Predicates[decide.Candidates].Name).Any(pattern.Fits);

    private ImmutableArray<VetoLift> Lifts(NonDecision[] struck)
    {
        LiftFinder finder = new(session, program, new SlotReader(session, program));
        return [.. struck.SelectMany(static n => n.Reasons).OfType<VetoedReason>().SelectMany(static r => r.Vetoes).Distinct().Take(MaxLifts)
            .Select(veto => finder.Of(veto, options.MaxDepth)).OfType<VetoLift>().OrderBy(static l => l.Change.Relative)];
    }

    private bool Fits(Decision decision)
    {
        for (int i = 0; i < decide.Key.Length; i++)
        {
            if (pattern.Arguments[decide.Key[i]] is { } key && decision.Key[i] != key)
            {
                return false;
            }
        }

        return Fits(decide.ActionColumn, decision.Action) && (Fits(decide.SizeColumn, decision.Size) || Fits(decide.SizeColumn, decision.AskedSize));
    }

    private bool Fits(int column, Value value) => pattern.Arguments[column] is not { } wanted || wanted == value;

    /// <summary>Each unmet requirement as the pattern of the row that would meet it.</summary>
    private IEnumerable<FactPattern> Unmet(NonDecision nonDecision)
    {
        BoundPredicate? require = decide.Require is { } id ? program.Predicates[id] : null;
        foreach (string name in nonDecision.Reasons.OfType<RequirementUnmetReason>().SelectMany(static r => r.Names))
        {
            Value?[] columns = new Value?[require!.Arity];
            nonDecision.Candidate.Key.Select(static v => (Value?)v).ToArray().CopyTo(columns, 0);
            int column = decide.Key.Length;
            columns[column] = require.Types[column].Kind == TypeKind.String ? Value.String(name) : Value.Name(name);
            if (columns.Length > column + 1)
            {
                columns[column + 1] = KindOf(nonDecision.Candidate.Action);
            }

            yield return new FactPattern(require, [.. columns]);
        }
    }

    /// <summary>The <c>/kind</c> field of a structure, otherwise the action itself.</summary>
    private static Value KindOf(Value action) =>
        action.Kind is ValueKind.Struct or ValueKind.Map && action.TryGetEntry(Value.Name("/kind"), out Value kind) ? kind : action;

    private string Question()
    {
        IEnumerable<Value?> columns = decide.Key.Append(decide.ActionColumn).Append(decide.SizeColumn).Select(c => pattern.Arguments[c]);
        return $"{decide.Name}({string.Join(", ", columns.Select(static v => v?.ToString() ?? "_"))})";
    }
}

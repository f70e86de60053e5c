using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>As <see cref="FromScratch"/> for long journals of rules without a past: each version is built from the rows that stand at its switch, by the engine that interprets plans.</summary>
internal static class OpenLedger
{
    public static void Follow(JournalRecord[] journal, IReadOnlyDictionary<string, BoundProgram> programs, IEnumerable<string> told)
    {
        Dictionary<string, string> rows = new(StringComparer.Ordinal), open = new(StringComparer.Ordinal);
        List<string> decisions = [];
        BoundProgram program = null!;
        IRuleSession session = null!;
        DecisionAgenda agenda = null!;
        foreach (JournalRecord record in journal)
        {
            switch (record.Type)
            {
                case JournalRecordType.RunStarted:
                    program = programs[RecordedHeader.Read(record).Program];
                    (session, agenda) = (Start(program, rows.Values, record.At), new DecisionAgenda(program, 0));
                    break;
                case JournalRecordType.PackChanged:
                    program = programs[RecordedChange.Read(record).To];
                    AgendaMemory memory = agenda.Memory;
                    (session, agenda) = (Start(program, rows.Values, record.At), new DecisionAgenda(program, 0));
                    agenda.Adopt(memory);
                    break;
                case JournalRecordType.FactChanges:
                    Keep(rows, RecordedTransaction.Of(record));
                    TransactionResult result = session.Commit(record.At, new ChangeReader(program).Read(RecordedTransaction.Of(record).Changes, "journal", new DiagnosticBag()));
                    Note(agenda.Resolve(session, result), open, decisions);
                    break;
                default:
                    break;
            }
        }

        Assert.Equal(decisions, told);
        Assert.NotEmpty(decisions);
    }

    private static void Keep(Dictionary<string, string> rows, RecordedTransaction transaction)
    {
        foreach (string change in transaction.Changes)
        {
            string[] key = [ChangeText.PredicateOf(change), .. ChangeText.ArgumentsOf(change).Take(ChangeText.PredicateOf(change) is "position" or "account" or "trading_state" ? 1 : 2)];
            rows[string.Join('\n', key)] = change;
        }
    }

    private static IRuleSession Start(BoundProgram program, IEnumerable<string> rows, EventTime at)
    {
        IRuleSession session = RuleSession.Start(program, RuleEngineKind.Incremental, SessionLimits.Default, options: new SessionOptions { Evaluation = EvaluationKind.Interpreted }).Session;
        session.Commit(at, new ChangeReader(program).Read(rows.Where(static r => r[0] == '+'), "journal", new DiagnosticBag()));
        return session;
    }

    private static void Note(AgendaResult resolved, Dictionary<string, string> open, List<string> decisions)
    {
        HashSet<string> winners = [];
        foreach (Decision decision in resolved.Decisions)
        {
            string key = string.Join(',', decision.Key), action = decision.Action.ToString();
            winners.Add(key);
            if (decision.Status == DecisionStatus.Emitted)
            {
                Assert.False(open.GetValueOrDefault(key) == action, $"{decision} is decided twice at {resolved.At}");
                decisions.Add($"{resolved.At} {decision.RuleId} {decision}");
            }

            open[key] = action;
        }

        foreach (string gone in open.Keys.Where(k => !winners.Contains(k)).ToList())
        {
            open.Remove(gone);
        }
    }
}

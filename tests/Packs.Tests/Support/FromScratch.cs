using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>What a switched run should have decided: each version is built from the beginning by the reference evaluator, told all that was committed, and decides between its switch points.</summary>
/// <remarks>
/// Of the project it uses the evaluator that defines the language and the agenda; who has decided what is kept here by a ledger of its own, a map from key to
/// the action that is open, so that a decision made twice shows whatever the agendas remember.
/// </remarks>
internal sealed class FromScratch
{
    private readonly List<(EventTime At, List<string> Changes, bool IsTimer)> _committed = [];
    private readonly Dictionary<string, string> _open = new(StringComparer.Ordinal);
    private ReferenceSession? _session;
    private DecisionAgenda[] _agendas = [];

    /// <summary><c>time rule decision</c>, in order.</summary>
    public List<string> Decisions { get; } = [];

    /// <summary>Decisions that were open when they were emitted.</summary>
    public List<string> Twice { get; } = [];

    public IRuleSession Session => _session!;

    /// <param name="journal">Of one run.</param>
    /// <param name="programs">By version.</param>
    public static FromScratch Follow(IEnumerable<JournalRecord> journal, IReadOnlyDictionary<string, BoundProgram> programs)
    {
        FromScratch oracle = new();
        foreach (JournalRecord record in journal)
        {
            switch (record.Type)
            {
                case JournalRecordType.RunStarted: oracle.Begin(programs[RecordedHeader.Read(record).Program], []); break;
                case JournalRecordType.PackChanged: oracle.Begin(programs[RecordedChange.Read(record).To], oracle._agendas.Select(static a => a.Memory).ToList()); break;
                case JournalRecordType.FactChanges: oracle.Commit(record.At, [.. RecordedTransaction.Of(record).Changes]); break;
                default: break;
            }
        }

        return oracle;
    }

    private void Begin(BoundProgram program, List<AgendaMemory> memory)
    {
        _session = new ReferenceSession(program, SessionLimits.Default);
        _agendas = [.. program.Decides.Select((_, i) => new DecisionAgenda(program, i))];
        foreach ((EventTime at, List<string> changes, _) in _committed)
        {
            Tell(program, at, changes, decides: false);
        }

        foreach (DecisionAgenda agenda in _agendas)
        {
            agenda.Adopt(memory.Find(m => m.Name == agenda.Name) ?? (memory.Count == 1 ? memory[0] : AgendaMemory.Empty(agenda.Name)));
        }

        Program = program;
    }

    private BoundProgram? Program { get; set; }

    private void Commit(EventTime at, List<string> changes)
    {
        _committed.Add((at, changes, false));
        Tell(Program!, at, changes, decides: true);
    }

    private void Tell(BoundProgram program, EventTime at, List<string> changes, bool decides)
    {
        while (_session!.RunTimer(at) is { } timer)
        {
            Resolve(timer, decides);
        }

        ChangeReader reader = new(program);
        Resolve(_session.Commit(at, reader.Read(changes, "journal", new DiagnosticBag())), decides);
    }

    private void Resolve(TransactionResult result, bool decides)
    {
        if (!decides)
        {
            return;
        }

        foreach (DecisionAgenda agenda in _agendas)
        {
            AgendaResult resolved = agenda.Resolve(_session!, result);
            Note(resolved);
        }
    }

    private void Note(AgendaResult resolved)
    {
        HashSet<string> winners = [];
        foreach (Decision decision in resolved.Decisions)
        {
            string key = string.Join(',', decision.Key), action = decision.Action.ToString();
            winners.Add(key);
            bool isOpen = _open.TryGetValue(key, out string? open) && open == action;
            if (decision.Status == DecisionStatus.Emitted)
            {
                Decisions.Add($"{resolved.At} {decision.RuleId} {decision}");
                if (isOpen)
                {
                    Twice.Add($"{resolved.At} {decision}");
                }
            }

            _open[key] = action;
        }

        foreach (string gone in _open.Keys.Where(k => !winners.Contains(k)).ToList())
        {
            _open.Remove(gone);
        }
    }
}

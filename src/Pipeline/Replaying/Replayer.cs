using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Feeds recorded transactions to a fresh session and its agendas.</summary>
internal sealed class Replayer
{
    private readonly BoundProgram _program;
    private readonly DiagnosticBag _diagnostics;
    private readonly RuleSession _session;
    private readonly DecisionAgenda[] _agendas;
    private readonly AgendaResult[] _results;
    private readonly ChangeReader _reader;
    private readonly List<Decision> _decisions = [];
    private readonly HashSet<string> _heldRows = new(StringComparer.Ordinal);
    private long _transactions;

    private readonly AbsenceBook _absences;
    private readonly RecordedLedger _given;
    private readonly ProofOptions _proofs;

    /// <summary>Called after every transaction, the first included; null when nobody looks.</summary>
    private readonly Action<RuleSession, TransactionResult>? _seen;

    public Replayer(BoundProgram program, RecordedHeader header, DiagnosticBag diagnostics, Action<RuleSession, TransactionResult>? seen = null)
    {
        _absences = new AbsenceBook(program);
        _given = new RecordedLedger(program);
        _proofs = _given.ProofsAs(header.Limits, header.Measures);
        _program = program;
        _diagnostics = diagnostics;
        _session = RuleSession.Start(program, RuleEngineKind.Incremental, new SessionLimits { MaxCreatedFacts = header.MaxCreatedFacts });
        _agendas = [.. program.Decides.Select((_, i) => new DecisionAgenda(program, i))];
        _results = [.. _agendas.Select(a => a.Resolve(_session.Session, _session.FullInitial()))];
        _reader = new ChangeReader(program);
        _seen = seen;
        seen?.Invoke(_session, _session.FullInitial());
    }

    /// <summary>Sets parameters and facts in a transaction of their own at the present time; false, with diagnostics, when something does not fit.</summary>
    /// <param name="change">The change.</param>
    /// <param name="holds">True when recorded changes of the same rows are to be passed over from now on.</param>
    public bool TryChange(RunChange change, bool holds)
    {
        if (change.Parameters.IsEmpty && change.Facts.IsEmpty)
        {
            return true;
        }

        foreach ((string name, string text) in change.Parameters)
        {
            if (ParameterReader.Read(_program, name, text, _diagnostics) is { } value)
            {
                _session.Session.SetParam(name, value);
            }
        }

        RefuseUnknown(change);
        List<FactChange> changes = _reader.Read(change.Facts, "what-if", _diagnostics);
        if (_diagnostics.HasErrors)
        {
            return false;
        }

        if (!holds)
        {
            TellAbsent(changes);
        }

        _heldRows.UnionWith(holds ? change.Facts.Select(RowOf) : []);
        Array.ForEach(_agendas, static a => a.Invalidate());
        TransactionResult result = _session.Session.Commit(_session.Session.Now, changes);
        if (result.Outcome == TransactionOutcome.Committed)
        {
            changes.ForEach(given => _given.Note(given, result.At, "what-if"));
        }

        Follow(result);
        return true;
    }

    /// <summary>Runs what is due up to a moment, as a run does: expiries, and rows that enter or leave windows, each as a transaction of its own.</summary>
    public void RunTimers(EventTime upTo)
    {
        for (int i = 0; i < SessionLimits.Default.MaxTimers && _session.Session.RunTimer(upTo) is { } timer; i++)
        {
            Follow(timer);
        }
    }

    /// <summary>Commits a recorded transaction. One of the clock is run when it is due here too, which other rules or facts may have changed.</summary>
    public void Commit(RecordedTransaction transaction)
    {
        RunTimers(transaction.At);
        if (transaction.IsTimer)
        {
            return;
        }

        Dictionary<string, string?> origins = new(StringComparer.Ordinal);
        for (int i = 0; i < transaction.Changes.Count; i++)
        {
            origins[transaction.Changes[i]] = transaction.OriginOf(i);
        }

        IEnumerable<string> changes = _heldRows.Count == 0 ? transaction.Changes : transaction.Changes.Where(c => !_heldRows.Contains(RowOf(c)));
        List<FactChange> read = _reader.Read(changes, "journal", _diagnostics);
        TransactionResult result = _session.Session.Commit(transaction.At, read);
        if (result.Outcome == TransactionOutcome.Committed)
        {
            read.ForEach(change => _given.Note(change, transaction.At, origins.GetValueOrDefault(change.ToString())));
        }

        Follow(result);
    }

    /// <summary>Only exits were decided until then; what the agendas say of entries before is what they would have said.</summary>
    public EventTime? WarmsUntil { get; init; }

    public ReplayedRun ToRun() => new()
    {
        Program = _program,
        Session = _session.Session,
        Query = _session.Query,
        Agendas = [.. _results.Select(r => r with { WarmsUntil = WarmsUntil })],
        Proofs = _proofs,
        Decisions = _decisions,
        At = _session.Session.Now,
        Transactions = _transactions,
        UnknownPredicates = _reader.Unknown,
        Absences = _absences,
    };

    private void Follow(TransactionResult result)
    {
        _transactions++;
        _absences.Take(result);
        for (int i = 0; i < _agendas.Length; i++)
        {
            _results[i] = _agendas[i].Resolve(_session.Session, result);
            _decisions.AddRange(_results[i].Emitted);
        }

        _seen?.Invoke(_session, result);
    }

    /// <summary>A recorded fact of a predicate that other rules do not have is passed over; one that is asked for is an error.</summary>
    private void RefuseUnknown(RunChange change)
    {
        foreach (string name in change.Facts.Select(ChangeText.PredicateOf).Where(name => _program.FindPredicate(name) is null))
        {
            string? near = NameSuggestion.Nearest(name, _program.Predicates.Select(static p => p.Name));
            _diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.UnknownFact, null, name) with { Help = near is null ? null : $"did you mean '{near}'?" });
        }
    }

    /// <summary>Taking away what is not there changes nothing: most often its key is misspelt.</summary>
    private void TellAbsent(List<FactChange> changes)
    {
        foreach (string taken in changes.Where(static c => c.Kind == ChangeKind.Retract).Select(static c => c.ToString()))
        {
            string row = RowOf(taken);
            if (!_session.Session.FactsOf(ChangeText.PredicateOf(taken)).Any(f => RowOf($"+{f}") == row))
            {
                _diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.NothingToRetract, null, taken[1..]));
            }
        }
    }

    private string RowOf(string change) => ChangeText.KeyOf(change, _program.FindPredicate(ChangeText.PredicateOf(change))?.Key ?? []);
}

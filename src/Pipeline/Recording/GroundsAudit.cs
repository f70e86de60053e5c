using System.Collections.Immutable;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What an audit of the grounds of stored rows found.</summary>
/// <param name="Premises">Premises of stored rows that were proved as of then and checked, accepted or not.</param>
/// <param name="Gone">Premises that a later step of the same transaction took away, so that no state shows their grounds.</param>
/// <param name="Unseen">Premises beyond the bounds, or of a transaction that could not be followed: not looked at.</param>
/// <param name="FaultCount">Everything that was rejected.</param>
/// <param name="Faults">The first of it, at most <see cref="JournalAudit.MaxFaults"/>.</param>
public sealed record GroundsReport(long Premises, long Gone, long Unseen, long FaultCount, ImmutableArray<RunFault> Faults);

/// <summary>Audits what stored rows rested on: <c>explain</c> shows it, but a journal does not record it.</summary>
/// <remarks>
/// That a premise held when its row was stored is part of every audit. Here the engine derives the run again and proves those premises as of then, as
/// <see cref="EarlierPremises"/> does for one record, and the checker, which follows the same journal, judges each proof at its moment. The premises of
/// rows stored still earlier are the next level's, one more pass.
/// </remarks>
public sealed class GroundsAudit
{
    /// <summary>The most premises that are proved in one pass.</summary>
    public const int MaxPremises = 100_000;

    private readonly IEnumerable<JournalRecord> _records;
    private readonly HashSet<(int Run, long Transaction, string Fact)> _known = [];
    private readonly List<RunFault> _faults = [];
    private List<(int Run, long Transaction, string Fact)> _open = [];
    private long _premises;
    private long _gone;
    private long _unseen;
    private long _faultCount;

    private GroundsAudit(IEnumerable<JournalRecord> records) => _records = records;

    /// <summary>Audits a whole journal.</summary>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public static GroundsReport Of(string directory) => Of(new JournalReader(directory).ReadAll());

    /// <summary>Audits records in the order in which they were written; they are read several times.</summary>
    public static GroundsReport Of(IEnumerable<JournalRecord> records)
    {
        GroundsAudit audit = new(records);
        audit.Collect();
        bool follows = true;
        for (int level = 0; level < EarlierPremises.MaxLevels && follows && audit._open.Count > 0; level++)
        {
            follows = audit.TryPass();
        }

        return new GroundsReport(audit._premises, audit._gone, audit._unseen + audit._open.Count, audit._faultCount, [.. audit._faults]);
    }

    /// <summary>The premises that recorded proofs name.</summary>
    private void Collect()
    {
        int run = 0;
        foreach (JournalRecord record in _records)
        {
            run += record.Type == JournalRecordType.RunStarted ? 1 : 0;
            if (record.Type == JournalRecordType.ProofNode)
            {
                Open(run, Read(run, record));
            }
        }
    }

    private EarlierPremise? Read(int run, JournalRecord record)
    {
        try
        {
            return EarlierPremise.Of(NodeJson.Parse(record.Payload));
        }
        catch (FormatException e)
        {
            Note(new RunFault(run, record.Place, record.Type, record.Sequence, "", "", "record", e.Message));
            return null;
        }
    }

    private void Open(int run, EarlierPremise? premise)
    {
        if (premise is null)
        {
            return;
        }

        if (premise.Transaction is not { } transaction || _open.Count >= MaxPremises)
        {
            _unseen++;
        }
        else if (_known.Add((run, transaction, premise.Fact)))
        {
            _open.Add((run, transaction, premise.Fact));
        }
    }

    /// <summary>Engine and checker go through the journal side by side, the engine one record ahead: what it has committed stands, and the checker still has it open.</summary>
    /// <returns>False when the engine does not come to the end: the journal is not what it derives.</returns>
    private bool TryPass()
    {
        ILookup<(int Run, long Transaction), string> wanted = _open.ToLookup(static p => (p.Run, p.Transaction), static p => p.Fact);
        long left = _open.Count;
        _open = [];
        JournalAudit audit = new(_records);
        JournalReplay replay = new(_records)
        {
            Committed = (run, record, session) =>
            {
                foreach (string fact in wanted[(run, record.Sequence)])
                {
                    left--;
                    Judge(audit, run, record, fact, session.ProofOf(fact));
                }
            },
        };
        foreach (JournalRecord record in _records.TakeWhile(_ => replay.FirstDifference is null))
        {
            replay.Take(record);
            audit.Take(record);
        }

        _unseen += left;
        Note(replay.FirstDifference);
        return replay.FirstDifference is null;
    }

    private void Judge(JournalAudit audit, int run, JournalRecord record, string fact, Proof? proof)
    {
        if (proof is null)
        {
            _gone++;
            return;
        }

        _premises++;
        if (audit.Check(proof) is { } rejection)
        {
            Note(new RunFault(run, record.Place, record.Type, record.Sequence, proof.RootId, rejection.Node, rejection.Field, $"grounds of {fact}: {rejection.Reason}"));
            return;
        }

        foreach (EarlierPremise premise in EarlierPremise.In(proof.Graph))
        {
            Open(run, premise);
        }
    }

    private void Note(RunFault? fault)
    {
        if (fault is null)
        {
            return;
        }

        _faultCount++;
        if (_faults.Count < JournalAudit.MaxFaults)
        {
            _faults.Add(fault);
        }
    }
}

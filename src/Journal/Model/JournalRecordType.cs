namespace CryptoScalp.Rules.Journal;

/// <summary>What a record holds. The numbers are on disk: append-only, never renumbered.</summary>
public enum JournalRecordType : byte
{
    /// <summary>A run begins: program version, options, seeds. No wall clock: it would change the journal's hash.</summary>
    RunStarted = 1,

    /// <summary>The sources of a rule pack, so that a journal explains itself.</summary>
    Pack = 2,

    /// <summary>A summary of an input frame: where it came from and its hash.</summary>
    InputFrame = 3,

    /// <summary>The fact changes that one transaction was given.</summary>
    FactChanges = 4,

    Decision = 5,

    NonDecision = 6,

    /// <summary>One node of a proof; each node is written once, by its id.</summary>
    ProofNode = 7,

    RiskVerdict = 8,

    Fill = 9,

    FeedStatus = 10,

    Diagnostics = 11,

    /// <summary>A run ends in good order, with its totals. A journal without it was cut off.</summary>
    RunEnded = 12,

    /// <summary>A transaction that nobody asked for: at its time something was over or due (a ttl, a window, a held condition).</summary>
    Timer = 13,

    /// <summary>Rules that are made ready beside the live ones: their version and sources.</summary>
    PackStaged = 14,

    /// <summary>Other rules, or other values of parameters, decide from the next transaction on; who asked, and why.</summary>
    PackChanged = 15,

    /// <summary>What was noticed of a model: another version scores, inputs or scores drift, scores are late or no longer come true.</summary>
    ModelNotice = 16,
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a line of the tape says.</summary>
internal enum TapeEntryKind : byte
{
    /// <summary>A supplied row is as told; the subject is the row.</summary>
    Assert,

    /// <summary>A supplied row is no more.</summary>
    Retract,

    /// <summary>The lines before it, back to the commit before, were a transaction that stands. The subject is the <see cref="TapeNote"/>, null when nothing was resolved.</summary>
    Commit,
}

/// <summary>One line of the tape; the values of a row that is told stand beside it, without its key.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Subject">Of what; see <see cref="TapeEntryKind"/>.</param>
/// <param name="At">Event time.</param>
/// <param name="Sequence">The transaction's number in the run, of a commit.</param>
/// <param name="Origin">By what a row was told.</param>
internal readonly record struct TapeEntry(TapeEntryKind Kind, object? Subject, EventTime At, long Sequence, FactOrigin Origin);

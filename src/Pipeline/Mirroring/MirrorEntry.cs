using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a line of the mirror's log says.</summary>
internal enum MirrorEntryKind : byte
{
    /// <summary>A supplied row is as told; the subject is the row.</summary>
    Assert,

    /// <summary>A supplied row is no more.</summary>
    Retract,

    /// <summary>A transaction was committed: what stands before belongs to its state. The subject is what the agendas said.</summary>
    Commit,

    /// <summary>What was told before counts no more: the rows up to the next commit are all that stand. The subject is a <see cref="MirrorSwitch"/>.</summary>
    Snapshot,

    /// <summary>Other rules decide from here on; the subject is a <see cref="MirrorSwitch"/>.</summary>
    Switch,
}

/// <summary>One line of the mirror's log; its values stand beside it.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Subject">Of what; see <see cref="MirrorEntryKind"/>.</param>
/// <param name="At">When it was told.</param>
/// <param name="Sequence">The transaction's number, of a <see cref="MirrorEntryKind.Commit"/>.</param>
/// <param name="Origin">By what it was told.</param>
internal readonly record struct MirrorEntry(MirrorEntryKind Kind, object? Subject, EventTime At, long Sequence, FactOrigin Origin);

/// <summary>The rules that decide from some entry on.</summary>
internal sealed record MirrorSwitch(Semantics.BoundProgram Program, IReadOnlyDictionary<string, string> Measures);

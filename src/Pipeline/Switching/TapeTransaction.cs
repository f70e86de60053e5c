using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>One transaction read from the tape, written over by the next: its changes as rules take them, and what the live rules said of it. Single-threaded.</summary>
internal sealed class TapeTransaction
{
    private FactOrigin[] _origins = new FactOrigin[64];

    public RowChanges Changes { get; } = new();

    public EventTime At { get; private set; }

    /// <summary>The live transaction's number.</summary>
    public long Sequence { get; private set; }

    public TapeNote? Note { get; private set; }

    public FactOrigin OriginOf(int change) => _origins[change];

    /// <summary>Reads the next transaction; false when none was published up to <paramref name="end"/>.</summary>
    public bool TryRead(ref TapeCursor cursor, long end)
    {
        Changes.Clear();
        while (cursor.Position < end)
        {
            TapeEntry entry = cursor.Read(out ReadOnlySpan<Value> values);
            if (entry.Kind == TapeEntryKind.Commit)
            {
                (At, Sequence, Note) = (entry.At, entry.Sequence, (TapeNote?)entry.Subject);
                return true;
            }

            Add(entry, values);
        }

        return false;
    }

    /// <summary>As <see cref="TryRead"/>, for those who need none of its changes.</summary>
    public bool TryPass(ref TapeCursor cursor, long end)
    {
        Changes.Clear();
        while (cursor.Position < end)
        {
            TapeEntry entry = cursor.Read(out _);
            if (entry.Kind == TapeEntryKind.Commit)
            {
                (At, Sequence, Note) = (entry.At, entry.Sequence, (TapeNote?)entry.Subject);
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds a change, for whoever puts a transaction together out of several.</summary>
    public void Add(in TapeEntry entry, ReadOnlySpan<Value> values)
    {
        SuppliedRow row = (SuppliedRow)entry.Subject!;
        if (Changes.Count == _origins.Length)
        {
            Array.Resize(ref _origins, _origins.Length * 2);
        }

        _origins[Changes.Count] = entry.Origin;
        if (entry.Kind == TapeEntryKind.Assert)
        {
            Changes.Assert(row, values);
        }
        else
        {
            Changes.Retract(row);
        }
    }
}

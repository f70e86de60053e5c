using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A place on the tape. A value: copying it keeps the place, and with it what lies behind it.</summary>
internal struct TapeCursor(TapeChunk chunk, int index)
{
    private TapeChunk _chunk = chunk;
    private int _index = index;

    /// <summary>Number on the tape of the entry to be read next.</summary>
    public readonly long Position => _chunk.First + _index;

    /// <summary>Where it stands; what comes after is held with it.</summary>
    public readonly TapeChunk Chunk => _chunk;

    /// <summary>Lets go of what the entry that was read last refers to; it stays an entry.</summary>
    public readonly void ForgetLast() => _chunk.Forget(_index - 1);

    /// <summary>The next entry. Read no more than was published before this was called.</summary>
    /// <param name="values">Beside the entry; they stay.</param>
    public TapeEntry Read(out ReadOnlySpan<Value> values)
    {
        // A chunk whose published entries were all read may still be written; the writer goes on to another only when it is full.
        while (_chunk.Next is { } next && Position >= next.First)
        {
            (_chunk, _index) = (next, 0);
        }

        values = _chunk.ValuesOf(_index);
        return _chunk[_index++];
    }
}

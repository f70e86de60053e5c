using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The changes of the transaction to come, in order: rows and values side by side in two arrays, so that a tick makes no facts. Single-threaded.</summary>
/// <remarks>As long as the most changes that one tick made; allocates only to grow.</remarks>
internal sealed class RowChanges
{
    private Entry[] _entries = new Entry[64];
    private Value[] _values = new Value[256];
    private int _used;

    public int Count { get; private set; }

    public SuppliedRow RowOf(int change) => _entries[change].Row;

    public ChangeKind KindOf(int change) => _entries[change].Kind;

    /// <summary>All columns of an assertion; the key alone of a retraction. Valid until the next change is added.</summary>
    public ReadOnlySpan<Value> ValuesOf(int change) => _values.AsSpan(_entries[change].Start, _entries[change].Length);

    /// <summary>A row is as told, key in front of <paramref name="rest"/>.</summary>
    public void Assert(SuppliedRow row, params ReadOnlySpan<Value> rest) => Add(row, ChangeKind.Assert, rest);

    /// <summary>A row is no more.</summary>
    public void Retract(SuppliedRow row) => Add(row, ChangeKind.Retract, []);

    /// <summary>A copy of a change, for those who keep or show it.</summary>
    public FactChange FactChangeOf(int change) => new(KindOf(change), new Fact(RowOf(change).Predicate, ValuesOf(change).ToArray()));

    /// <summary>Leaves out a change; those behind it move up.</summary>
    public void RemoveAt(int change)
    {
        Count--;
        Array.Copy(_entries, change + 1, _entries, change, Count - change);
    }

    public void Clear()
    {
        Count = 0;
        _used = 0;
    }

    /// <summary>Puts changes in front of those that are here.</summary>
    public void Prepend(IReadOnlyList<CarriedChange> earlier)
    {
        CarriedChange[] later = new CarriedChange[Count];
        for (int i = 0; i < later.Length; i++)
        {
            later[i] = CarriedChange.Of(this, i);
        }

        Clear();
        AddAll(earlier);
        AddAll(later);
    }

    private void AddAll(IReadOnlyList<CarriedChange> changes)
    {
        foreach (CarriedChange change in changes)
        {
            Add(change.Row, change.Kind, change.Kind == ChangeKind.Assert ? change.Values.AsSpan(change.Row.Key.Length) : []);
        }
    }

    private void Add(SuppliedRow row, ChangeKind kind, ReadOnlySpan<Value> rest)
    {
        int length = row.Key.Length + rest.Length;
        if (Count == _entries.Length || _used + length > _values.Length)
        {
            Grow(length);
        }

        row.Key.CopyTo(_values.AsSpan(_used));
        rest.CopyTo(_values.AsSpan(_used + row.Key.Length));
        _entries[Count++] = new Entry(row, kind, _used, length);
        _used += length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int length)
    {
        Array.Resize(ref _entries, Math.Max(_entries.Length, Count * 2));
        Array.Resize(ref _values, Math.Max(_values.Length * 2, _used + length));
    }

    private readonly record struct Entry(SuppliedRow Row, ChangeKind Kind, int Start, int Length);
}

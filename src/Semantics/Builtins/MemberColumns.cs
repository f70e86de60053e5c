using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The members of one group as an aggregate reads them: one column of values per argument, and an event time each. Made once and filled again for each group.</summary>
/// <remarks>
/// Allocates only when it grows: buffers double and never shrink, so they stay as long as the largest group was. Aggregates must not depend on the order of
/// members. Not safe for several threads.
/// </remarks>
public sealed class MemberColumns
{
    private readonly List<Value>[] _columns;
    private readonly List<EventTime> _times = [];
    private readonly List<Value> _copy = [];
    private readonly List<double>[] _doubles = [[], [], []];

    /// <param name="arguments">Columns; an aggregate of nothing but members has none.</param>
    public MemberColumns(int arguments) => _columns = [.. Enumerable.Range(0, arguments).Select(static _ => new List<Value>())];

    public int Count => _times.Count;

    /// <summary>Number of columns.</summary>
    public int Arguments => _columns.Length;

    /// <summary>The latest event time among each member's facts.</summary>
    public ReadOnlySpan<EventTime> Times => CollectionsMarshal.AsSpan(_times);

    /// <summary>One argument of every member.</summary>
    public ReadOnlySpan<Value> Column(int argument) => CollectionsMarshal.AsSpan(_columns[argument]);

    public void Clear()
    {
        foreach (List<Value> column in _columns)
        {
            column.Clear();
        }

        _times.Clear();
    }

    /// <summary>Adds a member; <paramref name="arguments"/> has a value for every column.</summary>
    public void Add(ReadOnlySpan<Value> arguments, EventTime time)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i].Add(arguments[i]);
        }

        _times.Add(time);
    }

    /// <summary>One argument of every member in the order of values. Valid until the next call.</summary>
    internal ReadOnlySpan<Value> Sorted(int argument)
    {
        Span<Value> sorted = Copy(argument);
        sorted.Sort();
        return sorted;
    }

    /// <summary>One argument of every member, to change. Valid until the next call of this or <see cref="Sorted"/>.</summary>
    internal Span<Value> Copy(int argument)
    {
        ReadOnlySpan<Value> column = Column(argument);
        CollectionsMarshal.SetCount(_copy, column.Length);
        Span<Value> copy = CollectionsMarshal.AsSpan(_copy);
        column.CopyTo(copy);
        return copy;
    }

    /// <summary>One of three buffers of doubles, each overwritten when it is asked for again.</summary>
    internal Span<double> Doubles(int buffer, int count)
    {
        CollectionsMarshal.SetCount(_doubles[buffer], count);
        return CollectionsMarshal.AsSpan(_doubles[buffer]);
    }
}

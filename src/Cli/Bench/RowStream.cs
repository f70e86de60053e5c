using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>A stream of rows through the incremental engine's door for rows: predicates are found beforehand, results are read in place.</summary>
/// <remarks>
/// All changes lie in one array and all their values in another. A transaction's values are copied to a small buffer before the clock starts, where a decoder of frames
/// would just have written them: otherwise the first thing that is measured of every transaction is the memory that holds the file. What runs
/// while the clock does is compiled fully at once, like what it measures.
/// </remarks>
internal sealed class RowStream : IStreamTarget
{
    private readonly IncrementalSession _session;
    private readonly Transaction[] _stream;
    private readonly Change[] _changes;
    private readonly Value[] _values;
    private readonly Value[] _buffer;
    private readonly Dictionary<PredicateHandle, RelationCount> _counts = [];
    private TransactionView? _last;

    public RowStream(IncrementalSession session, IReadOnlyList<ScriptTransaction> stream)
    {
        _session = session;
        _stream = new Transaction[stream.Count];
        _changes = new Change[stream.Sum(static t => t.Changes.Count)];
        _values = new Value[stream.Sum(static t => t.Changes.Sum(static c => c.Fact.Arguments.Length))];
        int changes = 0, values = 0, longest = 0;
        for (int i = 0; i < _stream.Length; i++)
        {
            _stream[i] = new Transaction(stream[i].At, changes, stream[i].Changes.Count, values);
            foreach (FactChange change in stream[i].Changes)
            {
                _changes[changes++] = new Change(change.Kind, session.HandleOf(change.Fact.Predicate), change.Fact.Arguments.Length);
                change.Fact.Arguments.CopyTo(_values, values);
                values += change.Fact.Arguments.Length;
            }

            longest = Math.Max(longest, values - _stream[i].Value);
        }

        _buffer = new Value[longest];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Ready(int transaction)
    {
        int start = _stream[transaction].Value, end = transaction + 1 < _stream.Length ? _stream[transaction + 1].Value : _values.Length;
        _values.AsSpan(start, end - start).CopyTo(_buffer);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TransactionOutcome? RunTimer(int transaction)
    {
        TransactionView? timer = _session.RunTimerInPlace(_stream[transaction].At);
        _last = timer ?? _last;
        return timer?.Outcome;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TransactionOutcome Commit(int transaction)
    {
        ref readonly Transaction ready = ref _stream[transaction];
        _session.Begin(ready.At);
        for (int i = 0, value = 0; i < ready.Changes; i++)
        {
            ref readonly Change change = ref _changes[ready.Change + i];
            ReadOnlySpan<Value> row = _buffer.AsSpan(value, change.Length);
            if (change.Kind == ChangeKind.Assert)
            {
                _session.Assert(change.Predicate, row);
            }
            else
            {
                _session.Retract(change.Predicate, row);
            }

            value += change.Length;
        }

        _last = _session.Commit();
        return _last.Outcome;
    }

    public void Count(SortedDictionary<string, RelationCount> counts)
    {
        foreach (RowChange change in _last!.Derived)
        {
            if (!_counts.TryGetValue(change.Handle, out RelationCount? count))
            {
                _counts.Add(change.Handle, count = counts[change.Predicate]);
            }

            count.Add(change.Kind);
        }
    }

    public IReadOnlyList<Fact> FactsOf(string predicate) => _session.FactsOf(predicate);

    public object State => _session;

    /// <param name="At">Its time.</param>
    /// <param name="Change">Where its changes begin.</param>
    /// <param name="Changes">How many there are.</param>
    /// <param name="Value">Where their values begin.</param>
    private readonly record struct Transaction(EventTime At, int Change, int Changes, int Value);

    private readonly record struct Change(ChangeKind Kind, PredicateHandle Predicate, int Length);
}

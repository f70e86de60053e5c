using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Applies a transaction's changes to the given rows and remembers what each touched key held before.</summary>
internal sealed class GivenTransaction
{
    /// <summary>Where changes go that come later than the declared lateness: <c>late(Change, Predicate, Row, Time, Watermark)</c>.</summary>
    private const string LatePredicate = "late";

    private readonly GivenRows[] _given;
    private readonly AssertedRows _asserted;
    private readonly PastViews _past;
    private readonly int _late;
    private readonly TouchedKeys _touched = new();
    private KeyNote[] _notes = new KeyNote[16];

    /// <summary>By key, once a rule has stored anything: the derivation by which one did in the running transaction.</summary>
    private Derivation?[] _storedBy = [];
    private long _at;
    private long _now;

    /// <param name="given">By predicate id.</param>
    /// <param name="state">Gives the events and expiries that assertions feed.</param>
    public GivenTransaction(GivenRows[] given, EngineState state)
    {
        _given = given;
        _asserted = state.Asserted;
        _past = state.Past;
        _late = Array.FindIndex(given, static rows => rows.Table.Predicate.Name == LatePredicate);
    }

    public int AbsentRetractions { get; private set; }

    public int OverriddenChanges { get; private set; }

    /// <inheritdoc cref="TransactionResult.LateChanges"/>
    public int LateChanges { get; private set; }

    /// <summary>Keys that the transaction touched.</summary>
    public int Count => _touched.Count;

    /// <summary>Begins with taking away what is over by now.</summary>
    /// <param name="at">The event time that the changes carry.</param>
    /// <param name="now">The largest time seen, <paramref name="at"/> included.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin(EventTime at, EventTime now)
    {
        _touched.Clear();
        _asserted.Clear();
        (AbsentRetractions, OverriddenChanges, LateChanges) = (0, 0, 0);
        (_at, _now) = (at.Nanoseconds, now.Nanoseconds);
        foreach (Expiry expiry in _past.Expiries)
        {
            for (int row = expiry.NextOver(_now); row >= 0; row = expiry.NextOver(_now))
            {
                Take(expiry.Table.Predicate.Id, row);
            }
        }
    }

    /// <exception cref="ArgumentException">The arguments do not fit; nothing has changed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Assert(int predicate, ReadOnlySpan<Value> arguments)
    {
        GivenRows rows = _given[predicate];
        rows.Read(arguments, mayBeKey: false);
        if (IsLate(rows))
        {
            TakeLate(rows, ChangeKind.Assert, arguments);
        }
        else
        {
            int key = Touch(predicate, rows);
            CountChange(key);
            Give(key, rows, _at);
        }
    }

    /// <exception cref="ArgumentException">The arguments do not fit; nothing has changed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Retract(int predicate, ReadOnlySpan<Value> arguments)
    {
        GivenRows rows = _given[predicate];
        bool isRow = rows.Read(arguments, mayBeKey: true);
        if (IsLate(rows))
        {
            TakeLate(rows, ChangeKind.Retract, arguments);
            return;
        }

        int key = Touch(predicate, rows), present = rows.Present;
        CountChange(key);
        _asserted.Remove(key);

        // A retraction names a row by its key alone or by all its columns; the latter must agree. It does not reach a row of a later time.
        if (present < 0 || (isRow && !rows.Table.HasCells(present, rows.Cells)) || rows.Table.TimeOf(present) > _at)
        {
            AbsentRetractions++;
            return;
        }

        ForgetRule(key);
        Unset(key, rows.Table, present);
    }

    /// <summary>A rule stores a row, replacing that of its key, or removes it (<paramref name="by"/> null).</summary>
    public void ApplyByRule(int predicate, Value[] row, Derivation? by)
    {
        GivenRows rows = _given[predicate];
        rows.Read(row, mayBeKey: false);
        int key = Touch(predicate, rows);
        ref KeyNote note = ref _notes[key];
        note.IsByRule = true;
        if (key >= _storedBy.Length)
        {
            Array.Resize(ref _storedBy, _notes.Length);
        }

        _storedBy[key] = by;
        if (by is not null)
        {
            Set(key, rows, _now);
        }
        else
        {
            _asserted.Remove(key);
            Unset(key, rows.Table, rows.Present);
        }
    }

    /// <summary>True when the row is given, or was stored by a rule.</summary>
    public bool IsThere(int predicate, Value[] row) =>
        _given[predicate].TryFind(row, out int found) && _given[predicate].Table.IsGiven(found);

    public int PredicateOf(int number) => _touched.PredicateOf(number);

    public Table TableOf(int number) => _given[_touched.PredicateOf(number)].Table;

    /// <summary>The given row of a touched key before the transaction, or -1.</summary>
    public int RowBefore(int number) => _touched.RowBefore(number);

    /// <summary>The given row of a touched key now, or -1.</summary>
    public int RowAfter(int number) => _notes[number].Row;

    /// <summary>True when a state rule touched the key.</summary>
    public bool IsByRule(int number) => _notes[number].IsByRule;

    /// <summary>How a rule came to store the key's row; null when it was given from outside or went.</summary>
    public Derivation? StoredBy(int number) => number < _storedBy.Length ? _storedBy[number] : null;

    /// <summary>True when the key's row was given, taken or replaced, be it by an equal one.</summary>
    public bool IsSet(int number) => _notes[number].IsSet;

    /// <summary>What each touched key holds, to be given again once the relations have been rolled back.</summary>
    public List<KeyRow> Keep()
    {
        List<KeyRow> kept = [];
        for (int i = 0; i < Count; i++)
        {
            Table table = TableOf(i);
            int row = RowAfter(i);
            kept.Add(row < 0 ? new KeyRow(null, 0) : new KeyRow([.. table.Columns.Select(column => column[row])], table.TimeOf(row)));
        }

        return kept;
    }

    /// <summary>Gives again what <see cref="Keep"/> kept: the keys are as they were before the transaction.</summary>
    public void Restore(List<KeyRow> kept)
    {
        for (int i = 0; i < Count; i++)
        {
            Table table = TableOf(i);
            int before = RowBefore(i), row = kept[i].Cells is { } cells ? table.FindOrAdd(cells) : -1;
            _notes[i].Row = row;
            if (before >= 0 && before != row)
            {
                table.SetGiven(before, false, 0);
            }

            if (row >= 0)
            {
                table.SetGiven(row, true, kept[i].Time);
                _given[table.Predicate.Id].Expiry?.Schedule(row, kept[i].Time);
            }
        }
    }

    /// <summary>Marks every row that merely replaces the row of its key with the columns in which they differ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PairRows()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            GivenRows rows = _given[_touched.PredicateOf(i)];
            if (!rows.IsKeyed || rows.Table.Predicate.IsDerived || _touched.RowBefore(i) < 0)
            {
                continue;
            }

            int after = RowAfter(i);
            if (after >= 0 && after != _touched.RowBefore(i))
            {
                rows.Table.Pair(_touched.RowBefore(i), after, rows.OtherColumns);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsLate(GivenRows rows) => rows.Lateness is { } lateness && Moments.After(_at, lateness) < _now;

    private void TakeLate(GivenRows rows, ChangeKind kind, ReadOnlySpan<Value> arguments)
    {
        LateChanges++;
        GivenRows late = _given[_late];
        late.Read(
            [
                Value.Name(kind == ChangeKind.Assert ? "/assert" : "/retract"),
                Value.String(rows.Table.Predicate.Name),
                Value.List(arguments),
                Value.Time(_at),
                Value.Time(_now),
            ],
            mayBeKey: false);
        Give(Touch(_late, late), late, _now);
    }

    /// <summary>Every assertion is an event; it becomes the row of its key unless that is of a later time, or its own time is over already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Give(int key, GivenRows rows, long time)
    {
        int present = rows.Present;
        if ((present < 0 || rows.Table.TimeOf(present) <= time) && rows.Expiry?.IsOver(time, _now) != true)
        {
            ForgetRule(key);
            Set(key, rows, time);
        }
        else if (rows.HasEvents)
        {
            _asserted.Set(key, rows.Table.Predicate.Id, rows.Cells, time);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Set(int key, GivenRows rows, long time)
    {
        Table table = rows.Table;
        int row = rows.Obtain(), present = rows.Present;
        if (present >= 0 && present != row)
        {
            table.SetGiven(present, false, 0);
        }

        table.SetGiven(row, true, time);
        ref KeyNote note = ref _notes[key];
        (note.IsSet, note.Row) = (true, row);
        rows.Expiry?.Schedule(row, time);
        if (rows.HasEvents)
        {
            _asserted.Set(key, table.Predicate.Id, rows.Cells, time);
        }
    }

    private void Unset(int key, Table table, int present)
    {
        (_notes[key].IsSet, _notes[key].Row) = (true, -1);
        table.SetGiven(present, false, 0);
    }

    /// <summary>Takes away a row whose time is over.</summary>
    private void Take(int predicate, int row)
    {
        GivenRows rows = _given[predicate];
        rows.ReadRow(row);
        Unset(Touch(predicate, rows), rows.Table, row);
    }

    /// <summary>What a key holds is given from outside, as far as is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ForgetRule(int key)
    {
        if (key < _storedBy.Length)
        {
            _storedBy[key] = null;
        }
    }

    /// <summary>A later change of a key overrides the earlier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CountChange(int key)
    {
        OverriddenChanges += _notes[key].IsChanged ? 1 : 0;
        _notes[key].IsChanged = true;
    }

    /// <summary>The first change of a key keeps what it held.</summary>
    /// <returns>The key's number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Touch(int predicate, GivenRows rows)
    {
        rows.Find();
        int known = _touched.Count, key = _touched.FindOrAdd(predicate, rows.Key, rows.Present);
        if (key == known)
        {
            if (key == _notes.Length)
            {
                Array.Resize(ref _notes, key * 2);
            }

            ForgetRule(key);
            _notes[key] = new KeyNote { Row = rows.Present };
        }

        return key;
    }

    /// <summary>A row of a key, or none.</summary>
    internal readonly record struct KeyRow(long[]? Cells, long Time);

    private struct KeyNote
    {
        public bool IsChanged;
        public bool IsByRule;
        public bool IsSet;

        /// <summary>The given row now, or -1.</summary>
        public int Row;
    }
}

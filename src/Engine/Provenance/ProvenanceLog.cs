using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The last derivations that were found and undone, in the order of evaluation: a ring of fixed-size records beside a ring of their cells and premises.</summary>
/// <remarks>
/// A record names rows by number and version, so it says whether the row it meant is still there. Both rings are allocated once; the oldest are overwritten.
/// What a rolled-back transaction wrote is taken back. Proofs do not come from here (see <see cref="DerivationFinder"/>): they must not depend on history.
/// </remarks>
internal sealed class ProvenanceLog
{
    /// <summary>Cells and premises that a record takes on average before the older of them go first.</summary>
    private const int WordsEach = 8;

    private readonly Record[] _records;
    private readonly long[] _words;
    private long _next;
    private long _nextWord;

    /// <summary>How far transactions that were rolled back had written.</summary>
    private long _highest;
    private long _highestWord;
    private long _begin;
    private long _sequence;
    private EventTime _at;

    /// <summary>By rule.</summary>
    private AbsentAtoms[] _absent = [];
    private long _beginWord;

    /// <param name="capacity">Records; rounded up to a power of two.</param>
    public ProvenanceLog(int capacity)
    {
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 16));
        _records = new Record[size];
        _words = new long[size * WordsEach];
    }

    /// <summary>Number of the oldest record that is still there.</summary>
    public long First
    {
        get
        {
            long first = Math.Max(0, Math.Max(_highest, _next) - _records.Length), words = Math.Max(_highestWord, _nextWord) - _words.Length;
            while (first < _next && At(first).Start < words)
            {
                first++;
            }

            return first;
        }
    }

    /// <summary>Number of the next record.</summary>
    public long Next => _next;

    public ref readonly Record At(long number) => ref _records[number & (_records.Length - 1)];

    /// <summary>Says what a rule's recorded absences mean.</summary>
    public void Describe(int rule, AbsentAtoms absent)
    {
        if (rule >= _absent.Length)
        {
            Array.Resize(ref _absent, Math.Max(rule + 1, _absent.Length * 2));
        }

        _absent[rule] = absent;
    }

    /// <summary>A transaction begins.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="at">Its event time.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin(long sequence, EventTime at) => (_begin, _beginWord, _sequence, _at) = (_next, _nextWord, sequence, at);

    /// <summary>Takes back what was written since <see cref="Begin"/>. What that overwrote stays lost.</summary>
    public void RollBack()
    {
        (_highest, _highestWord) = (Math.Max(_highest, _next), Math.Max(_highestWord, _nextWord));
        (_next, _nextWord) = (_begin, _beginWord);
    }

    /// <summary>Appends one derivation.</summary>
    /// <param name="sign">1 found, -1 undone.</param>
    /// <param name="row">The derived row.</param>
    /// <param name="matched">The row of each positive atom; empty for a group.</param>
    /// <param name="premises">The table of each positive atom.</param>
    /// <param name="absent">What the negated atoms looked for; see <see cref="AbsentAtoms.Keys"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int rule, int sign, Table target, int row, int[] matched, Table[] premises, long[] absent)
    {
        long[] words = _words;
        long[][] columns = target.Columns;
        long next = _nextWord, mask = words.Length - 1;
        ref Record record = ref _records[_next++ & (_records.Length - 1)];
        (record.Sequence, record.At, record.Start) = (_sequence, _at, next);
        (record.Rule, record.Sign, record.Row, record.Version) = (rule, (sbyte)sign, row, target.VersionOf(row));
        (record.Columns, record.Premises, record.Absent) = (columns.Length, matched.Length, absent.Length);
        for (int i = 0; i < columns.Length; i++)
        {
            words[next++ & mask] = columns[i][row];
        }

        for (int i = 0; i < matched.Length; i++)
        {
            words[next++ & mask] = ((long)premises[i].VersionOf(matched[i]) << 32) | (uint)matched[i];
        }

        for (int i = 0; i < absent.Length; i++)
        {
            words[next++ & mask] = absent[i];
        }

        _nextWord = next;
    }

    /// <summary>What was absent when the derivation was found; of one that was undone, what was absent while it held. Empty where no one derivation is the reason.</summary>
    public ImmutableArray<AbsentPattern> AbsentIn(Record record) =>
        record.Absent == _absent[record.Rule].Keys.Length && record.Premises > 0 ? _absent[record.Rule].Decode(i => Word(record.Start + record.Columns + record.Premises + i)) : [];

    public bool HasHead(in Record record, ReadOnlySpan<long> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (Word(record.Start + i) != cells[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The row and version of a premise.</summary>
    public (int Row, uint Version) Premise(in Record record, int ordinal)
    {
        long word = Word(record.Start + record.Columns + ordinal);
        return ((int)(word & 0xFFFFFFFF), (uint)(word >>> 32));
    }

    /// <summary>Marks the interned values among the heads' cells, so that a number keeps its meaning while a record holds it.</summary>
    public void MarkInterned(RulePlan plan, Interner interner)
    {
        for (long number = First; number < _next; number++)
        {
            Record record = At(number);
            PlannedPredicate head = plan.Predicates[plan.Rules[record.Rule].HeadPredicate];
            for (int i = 0; i < record.Columns; i++)
            {
                if (head.KindOf(i) == CellKind.Interned)
                {
                    interner.Mark(Word(record.Start + i));
                }
            }

            CellKind[] kinds = _absent[record.Rule].Kinds;
            for (int i = 0; i < record.Absent; i++)
            {
                if (kinds[i] == CellKind.Interned)
                {
                    interner.Mark(Word(record.Start + record.Columns + record.Premises + i));
                }
            }
        }
    }

    private long Word(long position) => _words[position & (_words.Length - 1)];

    /// <summary>One derivation. Written field by field in its place: a whole record that is copied there waits for the fields it was made of.</summary>
    internal struct Record
    {
        /// <summary>Of the transaction.</summary>
        public long Sequence;
        public EventTime At;

        /// <summary>Where its words begin: the head's cells, then one word a premise, then what was absent.</summary>
        public long Start;
        public int Rule;
        public int Row;
        public uint Version;
        public int Columns;
        public int Premises;
        public int Absent;

        /// <summary>1 found, -1 undone.</summary>
        public sbyte Sign;
    }
}

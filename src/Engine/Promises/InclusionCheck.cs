using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>For every row there is a row of another predicate.</summary>
internal sealed class InclusionCheck : PromiseCheck
{
    private readonly BoundInclusion _inclusion;
    private readonly Table _own;
    private readonly Table _other;
    private readonly Interner _interner;
    private readonly int[] _ownColumns;
    private readonly long[] _ownKey;
    private readonly RowProbe _ownProbe;

    /// <summary>By place in the key of the other predicate: the row's column, or -1 for a constant, whose cell stands in the key.</summary>
    private readonly int[] _from;
    private readonly int[] _otherColumns;
    private readonly long[] _otherKey;
    private readonly RowProbe _otherProbe;

    public InclusionCheck(PlannedInclusion planned, Table own, Table other, Interner interner)
    {
        (_inclusion, _own, _other, _interner) = (planned.Inclusion, own, other, interner);
        _ownColumns = [.. planned.OwnColumns];
        _ownKey = new long[_ownColumns.Length];
        _ownProbe = new RowProbe(own, planned.OwnIndex, _ownColumns);
        _otherColumns = [.. planned.OtherColumns];
        _from = [.. _otherColumns.Select(column => planned.Inclusion.Terms[column].Column)];
        _otherKey = [.. _otherColumns.Select(CellOfConstant)];
        _otherProbe = new RowProbe(other, planned.OtherIndex, _otherColumns);
    }

    /// <summary>A row that came may miss its other one, and a row of the other predicate that went may be missed.</summary>
    public override bool IsBroken()
    {
        for (int i = 0; i < _own.TouchedCount; i++)
        {
            int row = _own.TouchedRow(i);
            if (_own.ViewOf(row) == RowView.New && !HasOther(row))
            {
                return true;
            }
        }

        for (int i = 0; i < _other.TouchedCount; i++)
        {
            int row = _other.TouchedRow(i);
            if (_other.ViewOf(row) == RowView.Old && TryReadOwnKey(row) && IsMissed())
            {
                return true;
            }
        }

        return false;
    }

    public override BrokenPromise Tell()
    {
        foreach (Fact fact in SortedFacts.Sort(_own, _interner))
        {
            int row = _own.Find(fact.Arguments, _interner);
            if (!HasOther(row))
            {
                return _inclusion.BrokenBy(fact, _other.Predicate.Name);
            }
        }

        throw new InvalidOperationException($"{_inclusion.Text} of {_own.Predicate.Name} is kept");
    }

    private long CellOfConstant(int column)
    {
        if (_inclusion.Terms[column].Constant is not { } constant)
        {
            return 0;
        }

        CellKind kind = _other.Predicate.KindOf(column);
        return kind == CellKind.Interned ? _interner.Pin(constant)
            : _interner.TryEncode(constant, kind, out long cell) ? cell
            : throw new InvalidOperationException($"{constant} does not fit column {column + 1} of {_other.Predicate.Name}");
    }

    private bool HasOther(int row)
    {
        for (int i = 0; i < _from.Length; i++)
        {
            _otherKey[i] = _from[i] >= 0 ? _own.Cell(row, _from[i]) : _otherKey[i];
        }

        return _otherProbe.Any(_otherKey, RowView.New);
    }

    /// <summary>The columns of the rows that needed a row of the other predicate; false when none did.</summary>
    private bool TryReadOwnKey(int other)
    {
        for (int i = 0; i < _from.Length; i++)
        {
            long cell = _other.Cell(other, _otherColumns[i]);
            if (_from[i] < 0 && cell != _otherKey[i])
            {
                return false;
            }

            if (_from[i] >= 0)
            {
                _ownKey[Array.IndexOf(_ownColumns, _from[i])] = cell;
            }
        }

        return true;
    }

    /// <summary>One row with the key speaks for all: they need the same.</summary>
    private bool IsMissed() => _ownProbe.First(_ownKey, RowView.New) is >= 0 and int row && !HasOther(row);
}

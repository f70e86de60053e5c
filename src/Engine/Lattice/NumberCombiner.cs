using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Combines parts that are numbers, as cells: the least, the greatest, or certainties of independent reasons. Equal, to the bit, to what <see cref="RowCombiner"/> makes of the same parts.</summary>
internal sealed class NumberCombiner
{
    private readonly CellKind _kind;
    private readonly Way _way;
    private double[] _certainties = new double[16];

    private NumberCombiner(PlannedPredicate predicate, int column, Way way)
    {
        (Column, _kind, _way) = (column, predicate.KindOf(column), way);
        KeyColumns = [.. Enumerable.Range(0, predicate.Arity).Where(c => c != column)];
    }

    private enum Way : byte
    {
        Least,
        Greatest,
        Surest,
        Independent,
    }

    /// <summary>The column that is combined.</summary>
    public int Column { get; }

    /// <summary>The columns that identify a row, ascending.</summary>
    public int[] KeyColumns { get; }

    /// <summary>True when parts are certainties, from 0 to 1.</summary>
    public bool IsCertainty => _way is Way.Surest or Way.Independent;

    /// <summary>True when a derivation is as certain as its weakest premise; false when it is as certain as all of them together.</summary>
    public bool IsWeakest => _way == Way.Surest;

    /// <summary>True when the whole is one of the parts, the best: a part that is worse changes nothing.</summary>
    public bool IsBest => _way != Way.Independent;

    /// <summary>Null for a predicate that is combined in another way.</summary>
    public static NumberCombiner? Of(PlannedPredicate predicate) => predicate switch
    {
        { Tag: { Kind: TagKind.MaxMin } tag } => new NumberCombiner(predicate, tag.Column, Way.Surest),
        { Tag: { Kind: TagKind.NoisyOr } tag } => new NumberCombiner(predicate, tag.Column, Way.Independent),
        { Tag: null, Merge: { Function.Name: "min2" } merge } when IsNumber(predicate, merge) => new NumberCombiner(predicate, merge.Column, Way.Least),
        { Tag: null, Merge: { Function.Name: "max2" } merge } when IsNumber(predicate, merge) => new NumberCombiner(predicate, merge.Column, Way.Greatest),
        _ => null,
    };

    /// <summary>False when there is no row: no parts, or certainty 0.</summary>
    public bool TryCombine(ReadOnlySpan<long> parts, out long whole)
    {
        whole = 0;
        if (parts.IsEmpty)
        {
            return false;
        }

        if (_way == Way.Independent)
        {
            whole = BitConverter.DoubleToInt64Bits(NoisyOr(parts));
        }
        else
        {
            whole = parts[0];
            foreach (long part in parts[1..])
            {
                whole = IsBetter(part, whole) ? part : whole;
            }
        }

        return IsShown(whole);
    }

    /// <summary>Where <see cref="IsBest"/>: true when <paramref name="part"/> takes the place of <paramref name="other"/>.</summary>
    public bool IsBetter(long part, long other) => _way == Way.Least ? Compare(part, other) < 0 : Compare(part, other) > 0;

    /// <summary>False for certainty 0, of which there is no row.</summary>
    public bool IsShown(long whole) => !IsCertainty || CellOps.Float(whole) > 0;

    private static bool IsNumber(PlannedPredicate predicate, BoundMerge merge) => predicate.KindOf(merge.Column) is CellKind.Number or CellKind.Float64 or CellKind.Dec8;

    private int Compare(long a, long b) => _kind == CellKind.Float64 ? CellOps.Float(a).CompareTo(CellOps.Float(b)) : a.CompareTo(b);

    /// <summary>1 - (1 - c1)(1 - c2)…, from the smallest certainty on.</summary>
    private double NoisyOr(ReadOnlySpan<long> parts)
    {
        if (parts.Length > _certainties.Length)
        {
            Array.Resize(ref _certainties, parts.Length * 2);
        }

        Span<double> certainties = _certainties.AsSpan(0, parts.Length);
        for (int i = 0; i < parts.Length; i++)
        {
            certainties[i] = CellOps.Float(parts[i]);
        }

        certainties.Sort();
        double none = 1;
        foreach (double certainty in certainties)
        {
            none *= 1 - certainty;
        }

        return 1 - none;
    }
}

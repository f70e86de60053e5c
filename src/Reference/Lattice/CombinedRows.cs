using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>The rows of one predicate with the parts that made each, in the order of rows.</summary>
internal sealed class CombinedRows
{
    private CombinedRows(SortedDictionary<Value[], CombinedRow> rows) => Rows = rows;

    public SortedDictionary<Value[], CombinedRow> Rows { get; }

    /// <param name="parts">Of all rows, in any order.</param>
    /// <param name="combiner">Null for a plain predicate: every part is a row.</param>
    public static CombinedRows Of(List<RowPart> parts, RowCombiner? combiner)
    {
        SortedDictionary<Value[], CombinedRow> rows = new(RowOrder.Instance);
        foreach (IGrouping<RowKey, RowPart> group in parts.GroupBy(p => combiner is null ? new RowKey(p.Row) : RowKey.Of(p.Row, combiner.KeyColumns)))
        {
            RowPart[] own = [.. group];
            ProofSet? proofs = null;
            Value? combined = combiner?.Combine(own, out proofs);
            if (combiner is not null && combined is null)
            {
                continue;
            }

            Value[] row = [.. own[0].Row];
            RowPart[] supports = own;
            if (combiner is not null)
            {
                row[combiner.Column] = combined!.Value;
                supports = Array.FindAll(own, p => combiner.Supports(p, combined.Value));
            }

            rows.Add(row, new CombinedRow(own.Length, supports, proofs));
        }

        return new CombinedRows(rows);
    }

    /// <summary>How many rows the relation lacks or has besides.</summary>
    public int DifferenceTo(Relation relation)
    {
        int common = Rows.Keys.Count(row => relation.Contains(row));
        return Rows.Count - common + (relation.Count - common);
    }

    /// <summary>The rows without heights, for the next round.</summary>
    public Relation ToFlatRelation()
    {
        Relation relation = new() { Proofs = Proofs() };
        foreach (Value[] row in Rows.Keys)
        {
            relation.TryAdd(row, 0, 0);
        }

        return relation;
    }

    public Dictionary<RowKey, ProofSet>? Proofs() =>
        Rows.Values.Any(static r => r.Proofs is not null) ? Rows.Where(static r => r.Value.Proofs is not null).ToDictionary(static r => new RowKey(r.Key), static r => r.Value.Proofs!) : null;
}

/// <summary>One row's reasons.</summary>
/// <param name="Parts">How many there are in all.</param>
/// <param name="Supports">Those that are reasons for the whole row.</param>
/// <param name="Proofs">For <c>/topk</c>.</param>
internal sealed record CombinedRow(int Parts, RowPart[] Supports, ProofSet? Proofs);

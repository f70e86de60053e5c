using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The rows of one predicate with the parts that made each, in the order of rows.</summary>
internal sealed class CombinedRows
{
    private CombinedRows(SortedDictionary<Value[], CombinedRow> rows) => Rows = rows;

    public static CombinedRows None { get; } = new(new(RowOrder.Instance));

    public SortedDictionary<Value[], CombinedRow> Rows { get; }

    /// <param name="parts">Of all rows, in any order.</param>
    /// <param name="combiner">Null for a plain predicate: every part is a row.</param>
    /// <exception cref="BrokenPromiseException">Parts cannot be combined.</exception>
    public static CombinedRows Of(List<RowPart> parts, RowCombiner? combiner)
    {
        SortedDictionary<Value[], CombinedRow> rows = new(RowOrder.Instance);
        foreach (IGrouping<RowKey, RowPart> group in parts.GroupBy(p => combiner is null ? new RowKey(p.Row) : RowKey.Of(p.Row, combiner.KeyColumns)))
        {
            RowPart[] own = [.. group];
            if (combiner is null)
            {
                rows.Add(own[0].Row, new CombinedRow(own.Length, own, null));
            }
            else if (combiner.Combine(own, out ProofSet? proofs) is { } whole)
            {
                Value[] row = [.. own[0].Row];
                row[combiner.Column] = whole;
                rows.Add(row, new CombinedRow(own.Length, Array.FindAll(own, p => combiner.Supports(p, whole)), proofs));
            }
        }

        return new CombinedRows(rows);
    }

    /// <summary>How many rows only one of both has.</summary>
    public int DifferenceTo(CombinedRows other)
    {
        int common = Rows.Keys.Count(other.Rows.ContainsKey);
        return Rows.Count + other.Rows.Count - (2 * common);
    }

    /// <summary>By row; null when no row has proofs of its own.</summary>
    public Dictionary<RowKey, ProofSet>? Proofs()
    {
        Dictionary<RowKey, ProofSet>? proofs = null;
        foreach ((Value[] row, CombinedRow combined) in Rows)
        {
            if (combined.Proofs is { } own)
            {
                (proofs ??= []).Add(new RowKey(row), own);
            }
        }

        return proofs;
    }
}

/// <summary>One row's reasons.</summary>
/// <param name="Parts">How many there are in all.</param>
/// <param name="Supports">Those that are reasons for the whole row.</param>
/// <param name="Proofs">For <c>/topk</c>.</param>
internal sealed record CombinedRow(int Parts, RowPart[] Supports, ProofSet? Proofs);

using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Rows that agree in the source columns agree in the target columns.</summary>
internal sealed class FundepCheck(PlannedFundep planned, Table table, Interner interner) : PromiseCheck
{
    private readonly int[] _source = [.. planned.Fundep.Source];
    private readonly int[] _target = [.. planned.Fundep.Target];
    private readonly long[] _key = new long[planned.Fundep.Source.Length];
    private readonly RowProbe _probe = new(table, planned.Index, [.. planned.Fundep.Source]);

    /// <summary>Two rows that break it together are not both of the state before.</summary>
    public override bool IsBroken()
    {
        for (int i = 0; i < table.TouchedCount; i++)
        {
            int row = table.TouchedRow(i);
            if (table.ViewOf(row) == RowView.New && HasOther(row))
            {
                return true;
            }
        }

        return false;
    }

    public override BrokenPromise Tell()
    {
        Dictionary<RowKey, Fact> first = [];
        foreach (Fact fact in SortedFacts.Sort(table, interner))
        {
            RowKey source = new([.. _source.Select(column => fact.Arguments[column])]);
            if (!first.TryAdd(source, fact) && !Array.TrueForAll(_target, column => fact.Arguments[column] == first[source].Arguments[column]))
            {
                return planned.Fundep.BrokenBy(first[source], fact);
            }
        }

        throw new InvalidOperationException($"{planned.Fundep.Text} of {table.Predicate.Name} is kept");
    }

    private bool HasOther(int row)
    {
        for (int i = 0; i < _key.Length; i++)
        {
            _key[i] = table.Cell(row, _source[i]);
        }

        for (int other = _probe.First(_key, RowView.New); other >= 0; other = _probe.Following(other, _key, RowView.New))
        {
            if (Differ(row, other))
            {
                return true;
            }
        }

        return false;
    }

    private bool Differ(int row, int other)
    {
        foreach (int column in _target)
        {
            if (table.Cell(row, column) != table.Cell(other, column))
            {
                return true;
            }
        }

        return false;
    }
}

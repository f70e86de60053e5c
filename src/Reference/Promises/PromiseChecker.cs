using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>What declarations promise of a state, by definition: every row is looked at.</summary>
internal static class PromiseChecker
{
    /// <summary>The first promise, by predicate and by place in its declaration, that a state breaks; null when it keeps them all.</summary>
    public static BrokenPromise? FindBroken(BoundProgram program, Relation[] relations)
    {
        foreach (BoundPredicate predicate in program.Predicates.Where(static p => !p.Promises.IsEmpty))
        {
            Value[][] rows = [.. Enumerable.Range(0, relations[predicate.Id].Count).Select(relations[predicate.Id].Row)];
            Array.Sort(rows, RowOrder.Instance);
            BrokenPromise? broken = predicate.Promises.Fundeps.Select(f => Fundep(predicate, f, rows)).FirstOrDefault(static b => b is not null)
                ?? predicate.Promises.Inclusions.Select(i => Inclusion(program, predicate, i, rows, relations)).FirstOrDefault(static b => b is not null)
                ?? Limit(predicate, rows.Length);
            if (broken is not null)
            {
                return broken;
            }
        }

        return null;
    }

    /// <summary>The least row that disagrees with the least row of the same source.</summary>
    private static BrokenPromise? Fundep(BoundPredicate predicate, BoundFundep fundep, Value[][] rows)
    {
        Dictionary<RowKey, Value[]> least = [];
        foreach (Value[] row in rows)
        {
            RowKey source = RowKey.Of(row, fundep.Source.AsSpan());
            if (!least.TryAdd(source, row) && !RowKey.Of(least[source], fundep.Target.AsSpan()).Equals(RowKey.Of(row, fundep.Target.AsSpan())))
            {
                return fundep.BrokenBy(new Fact(predicate.Name, least[source]), new Fact(predicate.Name, row));
            }
        }

        return null;
    }

    /// <summary>The least row that misses its other one.</summary>
    private static BrokenPromise? Inclusion(BoundProgram program, BoundPredicate predicate, BoundInclusion inclusion, Value[][] rows, Relation[] relations)
    {
        int[] columns = [.. Enumerable.Range(0, inclusion.Terms.Length).Where(column => !inclusion.Terms[column].IsAny)];
        Relation relation = relations[inclusion.Predicate];
        HashSet<RowKey> others = [.. Enumerable.Range(0, relation.Count).Select(other => RowKey.Of(relation.Row(other), columns))];
        RowKey Wanted(Value[] row) => new([.. columns.Select(column => inclusion.Terms[column].Constant ?? row[inclusion.Terms[column].Column])]);
        Value[]? lonely = Array.Find(rows, row => !others.Contains(Wanted(row)));
        return lonely is null ? null : inclusion.BrokenBy(new Fact(predicate.Name, lonely), program.Predicates[inclusion.Predicate].Name);
    }

    /// <summary>A plain derived predicate kept its limit while it was derived.</summary>
    private static BrokenPromise? Limit(BoundPredicate predicate, int rows) =>
        predicate.Promises.Limit is { } limit && (!predicate.IsDerived || LatticeDerivations.IsCombined(predicate)) && rows > limit.Rows ? limit.BrokenBy(predicate.Name) : null;
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Heights of the rows of a settled lattice stratum: of the parts that support a row the lowest, 1 + its highest premise.</summary>
/// <remarks>
/// A row that a merge computes new, or that a group within the recursion makes, may have no support that is lower than itself; such rows come last, all at
/// one height above the rest.
/// </remarks>
internal sealed class RowHeights(BoundProgram program, EvaluationContext context, Stratum stratum, Dictionary<int, CombinedRows> rows)
{
    private readonly Dictionary<string, int> _ids = program.Predicates.ToDictionary(static p => p.Name, static p => p.Id, StringComparer.Ordinal);
    private readonly Dictionary<int, SortedDictionary<Value[], (int Height, long Time)>> _known =
        stratum.Predicates.ToDictionary(static id => id, static _ => new SortedDictionary<Value[], (int, long)>(RowOrder.Instance));

    public void Run()
    {
        List<(int Predicate, Value[] Row, CombinedRow By)> open = [.. rows.SelectMany(static r => r.Value.Rows.Select(row => (r.Key, row.Key, row.Value)))];
        int last = 0;
        while (open.Count > 0)
        {
            (int Height, long Time)?[] found = [.. open.Select(o => Lowest(o.By))];
            int lowest = found.Min(static f => f?.Height) ?? last + 1;
            bool stuck = Array.TrueForAll(found, static f => f is null);
            for (int i = 0; i < found.Length; i++)
            {
                if (stuck || found[i]?.Height == lowest)
                {
                    _known[open[i].Predicate][open[i].Row] = found[i] ?? (lowest, context.Now.Nanoseconds);
                }
            }

            open = [.. open.Where(o => !_known[o.Predicate].ContainsKey(o.Row))];
            last = Math.Max(last, lowest);
        }
    }

    /// <summary>The rows in the order of height.</summary>
    public Relation ToRelation(int predicate, CombinedRows combined)
    {
        Relation relation = new() { Proofs = combined.Proofs() };
        foreach ((Value[] row, (int height, long time)) in _known[predicate].OrderBy(static r => r.Value.Height))
        {
            relation.TryAdd(row, height, time);
        }

        return relation;
    }

    private (int Height, long Time)? Lowest(CombinedRow row)
    {
        (int Height, long Time)? best = null;
        foreach (RowPart part in row.Supports)
        {
            if (Of(part) is { } found && (best is not { } known || found.CompareTo(known) < 0))
            {
                best = found;
            }
        }

        return best;
    }

    /// <summary>Null while a premise has no height yet.</summary>
    private (int Height, long Time)? Of(RowPart part)
    {
        if (part.By is null)
        {
            return (0, 0);
        }

        int height = 0;
        long time = 0;
        foreach (Fact premise in part.By.Premises.Concat(part.By.Members.SelectMany(static m => m.Premises)))
        {
            if (Of(premise) is not { } known)
            {
                return null;
            }

            height = Math.Max(height, known.Height);
            time = Math.Max(time, known.Time);
        }

        return (height + 1, time);
    }

    private (int Height, long Time)? Of(Fact premise)
    {
        int id = _ids[premise.Predicate];
        if (_known.TryGetValue(id, out SortedDictionary<Value[], (int Height, long Time)>? own))
        {
            return own.TryGetValue(premise.Arguments, out (int Height, long Time) known) ? known : null;
        }

        Relation relation = context.Relations[id];
        int row = relation.Find(premise.Arguments);
        return (relation.HeightOf(row), relation.TimeOf(row));
    }
}

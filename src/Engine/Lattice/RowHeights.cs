using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Heights of the rows of a settled lattice layer: of the parts that support a row the lowest, 1 + its highest premise.</summary>
/// <remarks>
/// A row that a merge computes new, or that a group within the recursion makes, may have no support that is lower than itself; such rows come last, all at
/// one height above the rest.
/// </remarks>
internal sealed class RowHeights
{
    private readonly EngineState _state;
    private readonly Func<int, int, (int Height, long Time)> _below;
    private readonly Dictionary<string, Table> _tables;
    private readonly Dictionary<Table, Dictionary<int, (int Height, long Time)>> _known = [];

    /// <param name="state">The relations.</param>
    /// <param name="below">Height and time of a row of another layer, by predicate and row.</param>
    public RowHeights(EngineState state, Func<int, int, (int Height, long Time)> below)
    {
        _state = state;
        _below = below;
        _tables = state.Relations.ToDictionary(static t => t.Predicate.Name, StringComparer.Ordinal);
    }

    /// <summary>By target and row.</summary>
    public Dictionary<Table, Dictionary<int, (int Height, long Time)>> Run(Table[] targets, CombinedRows[] rows)
    {
        List<(Table Target, int Row, CombinedRow By)> open = [];
        for (int i = 0; i < targets.Length; i++)
        {
            _known[targets[i]] = [];
            open.AddRange(rows[i].Rows.Select(row => (targets[i], targets[i].Find(row.Key, _state.Interner), row.Value)));
        }

        for (int last = 0; open.Count > 0;)
        {
            last = Math.Max(last, Settle(open, last));
        }

        return _known;
    }

    /// <summary>Makes the lowest of the open rows known.</summary>
    private int Settle(List<(Table Target, int Row, CombinedRow By)> open, int last)
    {
        (int Height, long Time)?[] found = [.. open.Select(o => Lowest(o.By))];
        bool isStuck = Array.TrueForAll(found, static f => f is null);
        int lowest = found.Min(static f => f?.Height) ?? last + 1;
        for (int i = 0; i < found.Length; i++)
        {
            if (isStuck || found[i]?.Height == lowest)
            {
                _known[open[i].Target][open[i].Row] = found[i] ?? (lowest, _state.NowCell);
            }
        }

        open.RemoveAll(o => _known[o.Target].ContainsKey(o.Row));
        return lowest;
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

            (height, time) = (Math.Max(height, known.Height), Math.Max(time, known.Time));
        }

        return (height + 1, time);
    }

    private (int Height, long Time)? Of(Fact premise)
    {
        Table table = _tables[premise.Predicate];
        int row = table.Find(premise.Arguments, _state.Interner);
        return !_known.TryGetValue(table, out Dictionary<int, (int Height, long Time)>? own) ? _below(table.Predicate.Id, row)
            : own.TryGetValue(row, out (int Height, long Time) known) ? known
            : null;
    }
}

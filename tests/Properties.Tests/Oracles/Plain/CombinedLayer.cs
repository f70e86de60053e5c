using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>A layer in which several derivations make one row: every round computes all rows from those of the round before, until they are the same.</summary>
internal sealed class CombinedLayer(RuleState state, GivenRows given, Stratum stratum)
{
    private const int MaxRounds = 10_000;

    /// <summary>The rows that the layer settles on.</summary>
    public List<CombinedRow> Settle()
    {
        stratum.Predicates.ToList().ForEach(id => state.Replace(id, stratum, []));
        for (int round = 0; round < MaxRounds; round++)
        {
            bool changed = false;
            List<CombinedRow> all = [];
            List<(int Predicate, List<CombinedRow> Rows)> next = [.. stratum.Predicates.Select(id => (id, Rows(id)))];
            foreach ((int predicate, List<CombinedRow> rows) in next)
            {
                changed |= !rows.Select(static r => r.Row).ToHashSet().SetEquals(state.FactsOf(predicate));
                all.AddRange(rows);
            }

            next.ForEach(n => state.Replace(n.Predicate, stratum, n.Rows.Select(static r => (r, Height: 0, Time: 0L))));
            if (!changed)
            {
                return all;
            }
        }

        throw new InvalidOperationException($"certainties or merges do not settle in {MaxRounds} rounds: the transaction cannot have been committed");
    }

    /// <summary>Heights from the lowest on: of the reasons for a row the lowest counts; rows that only support each other come last.</summary>
    public void Raise(List<CombinedRow> rows)
    {
        Dictionary<Fact, (int Height, long Time)> known = [];
        int last = 0;
        for (List<CombinedRow> open = rows; open.Count > 0; open = open.FindAll(r => !known.ContainsKey(r.Row)))
        {
            List<(Fact Row, (int Height, long Time)? Found)> found = open.ConvertAll(r => (r.Row, Lowest(r, known)));
            (int height, bool stuck) = (found.Min(static f => f.Found?.Height) ?? last + 1, found.TrueForAll(static f => f.Found is null));
            foreach ((Fact row, (int Height, long Time)? info) in found.Where(f => stuck || f.Found?.Height == height))
            {
                known[row] = info ?? (height, state.Expressions.Now.Nanoseconds);
            }

            last = Math.Max(last, height);
        }

        stratum.Predicates.ToList().ForEach(id => state.Replace(id, stratum, rows.Where(r => state.PredicateOf(r.Row).Id == id).Select(r => (r, known[r.Row].Height, known[r.Row].Time))));
    }

    private List<CombinedRow> Rows(int id)
    {
        PartReading reading = new(state);
        BoundPredicate predicate = state.Program.Predicates[id];
        IEnumerable<Part> parts = given.Rows.Where(r => r.Fact.Predicate == predicate.Name).Select(r => reading.OfGiven(predicate, r.Fact));
        IEnumerable<BoundRule> rules = stratum.Rules.Select(index => state.Program.Rules[index]).Where(r => r.HeadPredicate == id);
        return [.. new Combining(predicate, state).Rows([.. parts, .. rules.SelectMany(rule => state.RowsOf(rule).Select(row => reading.Of(rule, row)).OfType<Part>())])];
    }

    private (int Height, long Time)? Lowest(CombinedRow row, Dictionary<Fact, (int Height, long Time)> known) => row.Supports.Select(p => Of(p, known)).Where(static f => f is not null).Min();

    /// <summary>Null while a premise has no height yet.</summary>
    private (int Height, long Time)? Of(Part part, Dictionary<Fact, (int Height, long Time)> known)
    {
        (int Height, long Time) all = (0, 0);
        foreach (Fact premise in part.By?.Premises ?? [])
        {
            bool isOwn = stratum.Predicates.Contains(state.PredicateOf(premise).Id);
            if (isOwn && !known.ContainsKey(premise))
            {
                return null;
            }

            (int height, long time) = isOwn ? known[premise] : state.InfoOf(premise);
            all = (Math.Max(all.Height, height), Math.Max(all.Time, time));
        }

        return part.By is null ? (0, 0) : (all.Height + 1, all.Time);
    }
}

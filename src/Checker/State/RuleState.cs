using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>Everything that holds at one moment: the given facts and what the rules derive from them, computed plainly, layer by layer.</summary>
/// <remarks>Shares no code with the evaluators. Of each fact it keeps the height of its shallowest derivation and that one's event time, which <c>first</c> and <c>last</c> go by.</remarks>
internal sealed class RuleState
{
    private readonly Dictionary<Fact, (int Height, long Time)>[] _relations;
    private readonly Dictionary<(int Predicate, int Column), Dictionary<Value, List<Fact>>> _indexes = [];
    private readonly Dictionary<BoundRule, int[]> _orders;
    private readonly Dictionary<BoundRule, List<HeadRow>> _rows = [];
    private readonly Dictionary<string, int> _ids;
    private long _left;

    /// <param name="program">The rules.</param>
    /// <param name="given">The given facts.</param>
    /// <param name="expressions">Parameters and time.</param>
    /// <param name="orders">Kept from state to state.</param>
    /// <param name="budget">The most substitutions that may be looked at.</param>
    public RuleState(BoundProgram program, GivenRows given, Expressions expressions, Dictionary<BoundRule, int[]> orders, long budget)
    {
        (Program, Expressions, _orders, _left) = (program, expressions, orders, budget);
        _ids = program.Predicates.ToDictionary(static p => p.Name, static p => p.Id, StringComparer.Ordinal);
        _relations = [.. program.Predicates.Select(static _ => new Dictionary<Fact, (int, long)>())];
        foreach (GivenRow row in given.Rows)
        {
            Add(row.Fact, 0, row.At?.Nanoseconds ?? 0);
        }

        foreach (Stratum stratum in program.Strata)
        {
            while (Derive(stratum) && stratum.IsRecursive)
            {
                // Until a whole round adds nothing.
            }
        }
    }

    public BoundProgram Program { get; }

    public Expressions Expressions { get; }

    public bool Holds(Fact fact) => _relations[_ids[fact.Predicate]].ContainsKey(fact);

    public IEnumerable<Fact> FactsOf(int predicate) => _relations[predicate].Keys;

    /// <summary>The facts of an atom's predicate that may match it: those that agree in its first known column.</summary>
    public IEnumerable<Fact> Matching(BoundAtom atom, Value?[] slots)
    {
        for (int column = 0; column < atom.Arguments.Length; column++)
        {
            if (Expressions.Evaluate(atom.Arguments[column], slots) is { } value)
            {
                return IndexOf(atom.Predicate, column).GetValueOrDefault(value, []);
            }
        }

        return _relations[atom.Predicate].Keys;
    }

    /// <summary>Every row that a rule derives in this state.</summary>
    public List<HeadRow> RowsOf(BoundRule rule)
    {
        if (!_rows.TryGetValue(rule, out List<HeadRow>? rows))
        {
            _rows.Add(rule, rows = [.. new GroupSolver(rule, this).Run(new BodySolver(rule, this).Solve())]);
        }

        return rows;
    }

    public EventTime TimeOf(IEnumerable<Fact> premises) => new(premises.Select(f => _relations[_ids[f.Predicate]][f].Time).DefaultIfEmpty(0).Max());

    public int[] OrderOf(BoundRule rule)
    {
        ref int[]? order = ref CollectionsMarshal.GetValueRefOrAddDefault(_orders, rule, out _);
        return order ??= BodyOrder.Of(rule);
    }

    public void Spend() => _left = _left > 0 ? _left - 1 : throw new CheckFault("", "program", "the rules derive more than the checker may look at");

    private bool Derive(Stratum stratum)
    {
        bool changed = false;
        foreach (int rule in stratum.Rules)
        {
            foreach (HeadRow row in RowsOf(Program.Rules[rule]))
            {
                IEnumerable<Fact> premises = row.Members.SelectMany(static m => m.Premises);
                int height = premises.Select(f => _relations[_ids[f.Predicate]][f].Height).DefaultIfEmpty(0).Max() + 1;
                changed |= Add(row.Head, height, TimeOf(premises).Nanoseconds);
            }

            if (stratum.IsRecursive)
            {
                _rows.Remove(Program.Rules[rule]); // its own layer may still grow
            }
        }

        return changed;
    }

    private bool Add(Fact fact, int height, long time)
    {
        int predicate = _ids[fact.Predicate];
        ref (int Height, long Time) info = ref CollectionsMarshal.GetValueRefOrAddDefault(_relations[predicate], fact, out bool known);
        if (known && (info.Height, info.Time).CompareTo((height, time)) <= 0)
        {
            return false;
        }

        info = (height, time);
        for (int column = 0; !known && column < fact.Arguments.Length; column++)
        {
            if (_indexes.TryGetValue((predicate, column), out Dictionary<Value, List<Fact>>? index))
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(index, fact.Arguments[column], out _) ??= []).Add(fact);
            }
        }

        return true;
    }

    private Dictionary<Value, List<Fact>> IndexOf(int predicate, int column)
    {
        if (!_indexes.TryGetValue((predicate, column), out Dictionary<Value, List<Fact>>? index))
        {
            index = _relations[predicate].Keys.GroupBy(f => f.Arguments[column]).ToDictionary(static g => g.Key, static g => g.ToList());
            _indexes.Add((predicate, column), index);
        }

        return index;
    }
}

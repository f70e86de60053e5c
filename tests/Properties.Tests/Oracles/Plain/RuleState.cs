using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Everything that holds at one moment: the given facts and what the rules derive from them, computed plainly, layer by layer.</summary>
/// <remarks>Written apart from the evaluators, with which it shares no code; slow, and never at work in the product. Of each fact it keeps the height of its shallowest derivation and that one's event time, which <c>first</c> and <c>last</c> go by.</remarks>
internal sealed class RuleState
{
    private readonly Relation[] _relations;
    private readonly Dictionary<BoundRule, int[]> _orders;
    private readonly Dictionary<BoundRule, List<HeadRow>> _rows = [];
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<int, History> _histories = [];
    private readonly Dictionary<Fact, Spell> _spells = [];
    private readonly Dictionary<Fact, CombinedRow> _combined = [];
    private readonly Dictionary<BoundRule, HashSet<Value>> _heldBefore;
    private readonly Dictionary<BoundRule, HashSet<Value>> _held = [];
    private long _left;

    /// <param name="program">The rules.</param>
    /// <param name="given">The given facts.</param>
    /// <param name="expressions">Parameters and time.</param>
    /// <param name="orders">Kept from state to state.</param>
    /// <param name="budget">The most substitutions that may be looked at.</param>
    /// <param name="before">The state after the transaction before, for rules that look back; null for the first, and where no rule does.</param>
    public RuleState(BoundProgram program, GivenRows given, Expressions expressions, Dictionary<BoundRule, int[]> orders, long budget, RuleState? before = null)
    {
        _heldBefore = before?._held ?? [];
        (Program, Expressions, _orders, _left) = (program, expressions, orders, budget);
        _ids = program.Predicates.ToDictionary(static p => p.Name, static p => p.Id, StringComparer.Ordinal);
        _relations = [.. program.Predicates.Select(static _ => new Relation())];
        foreach (GivenRow row in given.Rows)
        {
            Of(row.Fact).Add(row.Fact, 0, row.At.Nanoseconds);
        }

        int[] derived = [.. program.Strata.SelectMany(static s => s.Predicates)];
        Show(predicate => !derived.Contains(predicate), given, before);
        foreach (Stratum stratum in program.Strata)
        {
            DeriveAll(stratum, given);
            Show(predicate => stratum.Predicates.Contains(predicate), given, before);
        }

        RememberEpisodes();
    }

    public BoundProgram Program { get; }

    public Expressions Expressions { get; }

    /// <summary>Moments at which a view may change although nothing is given.</summary>
    public IEnumerable<Int128> Due => _histories.Values.SelectMany(static h => h.Due);

    /// <summary>What a row of a view stands for; null for any other fact.</summary>
    public Spell? SpellOf(Fact fact) => _spells.TryGetValue(fact, out Spell spell) ? spell : null;

    /// <summary>The rule held after the transaction before for the key that these variables give.</summary>
    public bool HeldBefore(BoundRule rule, BoundHysteresis hysteresis, Value?[] slots) =>
        _heldBefore.TryGetValue(rule, out HashSet<Value>? keys) && KeyOf(hysteresis, slots) is { } key && keys.Contains(key);

    public BoundPredicate PredicateOf(Fact fact) => Program.Predicates[_ids[fact.Predicate]];

    public (int Height, long Time) InfoOf(Fact fact) => Of(fact)[fact];

    /// <summary>Of a row with a <c>/topk</c> certainty that was derived; null for any other.</summary>
    public ProofSet? ProofsOf(Fact fact) => _combined.GetValueOrDefault(fact)?.Proofs;

    /// <summary>What a rule of a deferred predicate makes of two values.</summary>
    public IEnumerable<Value> Compute(BoundRule rule, Value a, Value b) => new GroupSolver(rule, this).Run(new BodySolver(rule, this).Solve(a, b)).Select(static row => row.Head.Arguments[2]);

    public bool Holds(Fact fact) => Of(fact).Has(fact);

    public IEnumerable<Fact> FactsOf(int predicate) => _relations[predicate].Rows;

    /// <summary>The facts of an atom's predicate that may match it: those that agree in its first known column.</summary>
    public IEnumerable<Fact> Matching(BoundAtom atom, Value?[] slots)
    {
        for (int column = 0; column < atom.Arguments.Length; column++)
        {
            if (Expressions.Evaluate(atom.Arguments[column], slots) is { } value)
            {
                return _relations[atom.Predicate].With(column, value);
            }
        }

        return _relations[atom.Predicate].Rows;
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

    public EventTime TimeOf(IEnumerable<Fact> premises) => new(premises.Select(f => InfoOf(f).Time).DefaultIfEmpty(0).Max());

    /// <summary>One above the highest premise.</summary>
    public int HeightOf(HeadRow row) => row.Premises.Select(f => InfoOf(f).Height).DefaultIfEmpty(0).Max() + 1;

    public int[] OrderOf(BoundRule rule)
    {
        ref int[]? order = ref CollectionsMarshal.GetValueRefOrAddDefault(_orders, rule, out _);
        return order ??= BodyOrder.Of(rule);
    }

    public void Spend() => _left = _left > 0 ? _left - 1 : throw new InvalidOperationException("the rules derive more than this evaluator may look at");

    /// <summary>Brings the views of final relations up to date: what was told is an event at this time, and so is what came to hold without being told.</summary>
    private void Show(Func<int, bool> isSource, GivenRows given, RuleState? before)
    {
        foreach (BoundPredicate predicate in Program.Predicates.Where(p => p.View is { } view && isSource(view.Source)))
        {
            string source = Program.Predicates[predicate.View!.Source].Name;
            long now = Expressions.Now.Nanoseconds;
            IReadOnlyCollection<Fact> present = _relations[predicate.View.Source].Rows;
            IEnumerable<Fact> events = given.Told.Where(f => f.Predicate == source).Union(present.Where(f => before?.Holds(f) != true));
            History history = (before?._histories.GetValueOrDefault(predicate.Id) ?? new History(predicate, [])).After(present, events, now);
            _histories.Add(predicate.Id, history);
            foreach ((Fact row, Spell spell) in history.Shown(now))
            {
                _relations[predicate.Id].Add(row, 0, spell.From);
                _spells[row] = spell;
            }
        }
    }

    private void RememberEpisodes()
    {
        foreach (BoundRule rule in Program.Rules)
        {
            if (rule.Body.OfType<BoundComparison>().FirstOrDefault(static c => c.Hysteresis is not null)?.Hysteresis is { } hysteresis)
            {
                _held[rule] = [.. new BodySolver(rule, this).Solve().Select(s => KeyOf(hysteresis, s.Slots)).OfType<Value>()];
            }
        }
    }

    private Value? KeyOf(BoundHysteresis hysteresis, Value?[] slots)
    {
        Value?[] key = [.. hysteresis.Key.Select(e => Expressions.Evaluate(e, slots))];
        return Array.Exists(key, static v => v is null) ? null : Value.List([.. key.Select(static v => v!.Value)]);
    }

    private void DeriveAll(Stratum stratum, GivenRows given)
    {
        if (stratum.Predicates.Any(id => Combining.IsCombined(Program.Predicates[id])))
        {
            CombinedLayer layer = new(this, given, stratum);
            layer.Raise(layer.Settle());
            return;
        }

        while (Derive(stratum) && stratum.IsRecursive)
        {
            // Until a whole round adds nothing.
        }
    }

    /// <summary>Puts other rows in the place of a predicate's; what its layer's rules give must be found anew.</summary>
    public void Replace(int predicate, Stratum layer, IEnumerable<(CombinedRow Row, int Height, long Time)> rows)
    {
        List<(CombinedRow Row, int Height, long Time)> fresh = [.. rows];
        _relations[predicate].Clear();
        layer.Rules.ToList().ForEach(index => _rows.Remove(Program.Rules[index]));
        foreach ((CombinedRow row, int height, long time) in fresh)
        {
            _relations[predicate].Add(row.Row, height, time);
            _combined[row.Row] = row;
        }
    }

    private bool Derive(Stratum stratum)
    {
        bool changed = false;
        foreach (int rule in stratum.Rules)
        {
            foreach (HeadRow row in RowsOf(Program.Rules[rule]))
            {
                changed |= Of(row.Head).Add(row.Head, HeightOf(row), TimeOf(row.Premises).Nanoseconds);
            }

            if (stratum.IsRecursive)
            {
                _rows.Remove(Program.Rules[rule]); // its own layer may still grow
            }
        }

        return changed;
    }

    private Relation Of(Fact fact) => _relations[_ids[fact.Predicate]];
}

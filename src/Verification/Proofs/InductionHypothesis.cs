using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Induction on the height of proofs: of all rows that break a promise about one recursive predicate one has the least height, and the rows below it keep the promise.</summary>
internal sealed class InductionHypothesis
{
    private readonly BoundInvariant _invariant;
    private readonly BoundAtom _atom;
    private readonly Scene _scene;
    private readonly Unfolder _unfolder;

    private InductionHypothesis(BoundInvariant invariant, BoundAtom atom, Scene scene, Unfolder unfolder)
    {
        _invariant = invariant;
        _atom = atom;
        _scene = scene;
        _unfolder = unfolder;
    }

    /// <summary>The recursive predicate.</summary>
    public int Predicate => _atom.Predicate;

    /// <summary>Null where the promise speaks of more than one row of a recursive predicate and comparisons of its columns.</summary>
    public static InductionHypothesis? Of(BoundInvariant invariant, Scene scene, Unfolder unfolder)
    {
        BoundLiteral[] all = [.. invariant.Body, .. invariant.Conclusion];
        return all.OfType<BoundAtom>().ToArray() is [{ IsNegated: false } atom]
            && invariant.Body.Contains(atom)
            && all.All(static l => l is BoundAtom or BoundComparison)
            && scene.Program.IsRecursive(atom.Predicate) && scene.Program.CombinedColumn(atom.Predicate) is null
            ? new InductionHypothesis(invariant, atom, scene, unfolder) : null;
    }

    /// <summary>That a row keeps the promise; <c>true</c> where that cannot be said exactly.</summary>
    public string Of(Sym[] columns)
    {
        int simplified = _scene.Simplifications.Count;
        Sym?[] slots = new Sym?[_invariant.Variables.Length];
        List<string> body = [], conclusion = [];
        for (int i = 0; i < columns.Length; i++)
        {
            if (_atom.Arguments[i] is BoundVariable variable && slots[variable.Slot] is null)
            {
                slots[variable.Slot] = columns[i];
            }
            else if (_unfolder.Expressions.Encode(_atom.Arguments[i], slots, body) is { } wanted)
            {
                body.Add(Sym.Equal(wanted, columns[i]));
            }
        }

        bool isExact = Test(_invariant.Body, slots, body) && Test(_invariant.Conclusion, slots, conclusion) && _scene.Simplifications.Count == simplified;
        string kept = _invariant.IsNever ? Smt.False : Smt.And(conclusion);
        return isExact ? Smt.Or(Smt.Not(Smt.And(body)), kept) : Smt.True;
    }

    private bool Test(IEnumerable<BoundLiteral> literals, Sym?[] slots, List<string> conditions)
    {
        List<BoundLiteral> waiting = [.. literals.Where(static l => l is not BoundAtom)];
        while (waiting.Count > 0 && waiting.FindIndex(l => _unfolder.Bodies.TryTest(l, slots, conditions)) is >= 0 and int ready)
        {
            waiting.RemoveAt(ready);
        }

        return waiting.Count == 0;
    }
}

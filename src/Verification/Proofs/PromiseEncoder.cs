using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Says what a state that breaks a promise must be like: the body holds, and some part of the conclusion does not.</summary>
internal static class PromiseEncoder
{
    public static void Encode(BoundInvariant invariant, Scene scene, Unfolder unfolder)
    {
        unfolder.Hypothesis = InductionHypothesis.Of(invariant, scene, unfolder);
        Sym?[] slots = new Sym?[invariant.Variables.Length];
        List<string> conditions = [];
        unfolder.Bodies.Body(invariant.Body, slots, conditions, Smt.True, Depth.Top);
        scene.Assert(Smt.And(conditions));
        if (!invariant.Conclusion.IsEmpty)
        {
            scene.Assert(Fails(invariant, slots, scene, unfolder));
        }
    }

    private static string Fails(BoundInvariant invariant, Sym?[] slots, Scene scene, Unfolder unfolder)
    {
        List<string> ways = [], conditions = [];
        List<BoundLiteral> tests = [.. invariant.Conclusion.Where(static l => l is not BoundAtom)];
        while (tests.Count > 0 && tests.FindIndex(t => unfolder.Bodies.TryTest(t, slots, conditions)) is >= 0 and int ready)
        {
            tests.RemoveAt(ready);
        }

        ways.AddRange(conditions.Select(Smt.Not));
        BoundAtom[] atoms = [.. invariant.Conclusion.OfType<BoundAtom>()];
        if (tests.Count > 0 || Shared(atoms, slots))
        {
            scene.Simplifications.Add("a conclusion whose literals share a variable that the body does not bind is taken as possibly false");
            return Smt.True;
        }

        ways.AddRange(atoms.Select(a => FailsAtom(a, slots, scene, unfolder)));
        return Smt.Or(ways);
    }

    private static string FailsAtom(BoundAtom atom, Sym?[] slots, Scene scene, Unfolder unfolder)
    {
        Sym?[] pattern = unfolder.Bodies.Pattern(atom, slots);
        if (atom.IsNegated)
        {
            return unfolder.Holds(atom.Predicate, pattern, Depth.Top);
        }

        string absent = scene.Guard("conclusion_fails");
        scene.Add(new Absence(absent, atom.Predicate, pattern));
        return absent;
    }

    private static bool Shared(BoundAtom[] atoms, Sym?[] slots)
    {
        int[] open = [.. atoms.SelectMany(static a => a.Arguments).OfType<BoundVariable>().Where(v => slots[v.Slot] is null).Select(static v => v.Slot)];
        return open.Distinct().Count() < open.Length;
    }
}

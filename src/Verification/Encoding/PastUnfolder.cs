using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Rows that a window or a temporal literal shows: whatever the past was, they are some rows of their types.</summary>
/// <remarks>
/// A proof that holds for any rows holds for those of any history. A counterexample needs a history: the facts are given at the moment looked at, or, where
/// something has to have held, as long before; the engine remembers the rest or refutes it. What held until now holds now.
/// </remarks>
internal sealed class PastUnfolder(Scene scene, Unfolder unfolder)
{
    public string Row(int predicate, BoundView view, Sym?[] columns, Depth depth)
    {
        scene.Simplifications.Add("what a window or a temporal literal shows is taken as any rows of their types");
        string guard = unfolder.Given.Row(predicate, columns);
        if (view.Kind is ViewKind.Interval or ViewKind.Rows && columns[^1] is SymScalar at)
        {
            scene.Assert(Smt.Implies(guard, Comparing.Compare(ComparisonOperator.LessOrEqual, at.Value, Before(view.Near))));
            if (view.Kind == ViewKind.Interval)
            {
                scene.Assert(Smt.Implies(guard, Comparing.Compare(ComparisonOperator.GreaterOrEqual, at.Value, Before(view.Far))));
            }
        }

        if (view.Kind == ViewKind.Held)
        {
            scene.Assert(Smt.Implies(guard, Comparing.Compare(ComparisonOperator.GreaterOrEqual, scene.Now.Value, Linear.Of(view.Far))));
        }

        if (view.Near == 0 && view.Kind != ViewKind.Tumbling && depth.Of(predicate) == 0 && unfolder.Hypothesis is null)
        {
            Now(predicate, view, columns, guard, depth);
        }

        return guard;
    }

    /// <summary>The same row at the moment itself: certain of what held until now, and the likeliest past otherwise.</summary>
    private void Now(int predicate, BoundView view, Sym?[] columns, string guard, Depth depth)
    {
        Sym?[] source = new Sym?[scene.Program.Predicate(view.Source).Arity];
        for (int i = 0; i < view.Columns.Length; i++)
        {
            source[view.Columns[i]] = columns[i];
        }

        string now = Smt.Implies(guard, unfolder.Holds(view.Source, source, depth.Below(predicate)));
        if (view.Kind == ViewKind.Held)
        {
            scene.Assert(now);
            return;
        }

        scene.Prefer(view.IsWindow && columns[^1] is { } at ? Smt.And(now, Smt.Implies(guard, Sym.Equal(at, scene.Now))) : now);
    }

    private Linear Before(long distance) => scene.Now.Value - Linear.Of(distance);
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Tells the solver what functions give at the point that it chose, where it took another value.</summary>
internal static class PointValues
{
    /// <summary>Functions of which the candidate has another value than the engine computes: their value at this point.</summary>
    public static void Assert(Scene scene, SceneModel model)
    {
        foreach (Application application in scene.Applications.ToList())
        {
            Rational?[] arguments = [.. application.Arguments.Select(model.NumberOf)];
            if (arguments.Where((a, i) => a is not { } number || !ArithmeticEncoder.Fits(application.Arguments[i].Kind, number)).Any())
            {
                continue;
            }

            Value[] values = [.. arguments.Select((a, i) => ArithmeticEncoder.ValueOf(application.Arguments[i].Kind, a!.Value))];
            Rational[] exact = [.. values.Select(v => ((SymScalar)scene.Constant(v)).Value.Constant)];
            if (application.Function.TryApply(values, out Value result) && scene.Constant(result) is SymScalar found && found.Kind == application.Result.Kind && model.NumberOf(application.Result)?.Equals(found.Value.Constant) != true)
            {
                string here = Smt.And(application.Arguments.Select((a, i) => Comparing.Compare(ComparisonOperator.Equal, a.Value, Linear.Of(exact[i], a.Value.IsReal))));
                scene.Assert(Smt.Implies(here, Comparing.Compare(ComparisonOperator.Equal, application.Result.Value, found.Value)));
            }
        }
    }
}

using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>What declarations promise of given rows, which every transaction keeps: values within ranges, and functional dependencies. Inclusions and limits are not told: the engine refuses what breaks them.</summary>
internal static class GivenPromises
{
    /// <summary>Says of a row that the scene is about to hold what is promised of it, by itself and beside the given rows that the scene holds.</summary>
    public static void Assert(Scene scene, BoundPredicate predicate, Row row)
    {
        foreach (BoundRange range in predicate.Promises.Ranges)
        {
            if (row.Columns[range.Column] is SymScalar value && scene.Constant(range.Low) is SymScalar low && low.Kind == value.Kind && scene.Constant(range.High) is SymScalar high)
            {
                scene.Assert(Smt.Implies(row.Guard, Smt.And(
                    Comparing.Compare(ComparisonOperator.LessOrEqual, low.Value, value.Value),
                    Comparing.Compare(ComparisonOperator.LessOrEqual, value.Value, high.Value))));
            }
        }

        foreach (BoundFundep fundep in predicate.Promises.Fundeps)
        {
            foreach (Row other in scene.RowsOf(row.Predicate).Where(static r => r.IsGiven))
            {
                string both = Smt.And([row.Guard, other.Guard, .. fundep.Source.Select(c => Sym.Equal(row.Columns[c], other.Columns[c]))]);
                scene.Assert(Smt.Implies(both, Smt.And(fundep.Target.Select(c => Sym.Equal(row.Columns[c], other.Columns[c])))));
            }
        }
    }
}

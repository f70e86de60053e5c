using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Keeps the <c>limit(n)</c> of derived predicates while rules derive: recursion that never ends is stopped there.</summary>
internal sealed class DerivedLimits(BoundProgram program, GivenFacts[] given)
{
    private readonly int[] _given = [.. given.Select(static facts => facts.Rows.Count())];

    /// <summary>Called when a rule has added a row.</summary>
    /// <exception cref="BrokenPromiseException">Rules have derived more rows than the predicate's limit.</exception>
    public void Check(int predicate, Relation relation)
    {
        if (program.Predicates[predicate].Promises.Limit is { } limit && relation.Count - _given[predicate] > limit.Rows)
        {
            throw new BrokenPromiseException(limit.BrokenBy(program.Predicates[predicate].Name));
        }
    }
}

using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>C# cannot close a hierarchy. A new kind fails here until the switches of this stage know it.</summary>
public sealed class KindCoverageTests
{
    [Theory]
    [InlineData(typeof(BoundLiteral), "BoundAtom BoundBuiltinLiteral BoundComparison")]
    [InlineData(typeof(BoundTransform), "BoundGroup BoundLet")]
    [InlineData(typeof(BoundExpression), "BoundCall BoundConstant BoundNow BoundParameter BoundVariable")]
    [InlineData(typeof(NonDecisionReason), "CappedToNothingReason CooldownReason LostReason RequirementUnmetReason VetoedReason")]
    [InlineData(typeof(ProofNode), "CutNode DerivedNode GivenNode")]
    [InlineData(typeof(ProofPremise), "AbsencePremise AggregatePremise ConditionPremise FactPremise")]
    public void Every_kind_is_known_to_explanation(Type root, string known)
    {
        IEnumerable<string> kinds = root.Assembly.GetTypes().Where(type => type.IsSubclassOf(root) && !type.IsAbstract).Select(static type => type.Name);

        Assert.Equal(known.Split(' '), kinds.Order(StringComparer.Ordinal));
    }
}

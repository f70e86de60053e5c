using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Explains the transforms of a rule: aggregates with their results, and which members contributed most.</summary>
internal sealed class GroupExplainer(BoundRule rule, ExpressionReader expressions, LiteralExplainer literals)
{
    /// <summary>One premise per aggregate and per <c>let</c>, in source order. Values before a group stand with its members.</summary>
    public ImmutableArray<ProofPremise> Transforms(ImmutableArray<Value?> bindings)
    {
        ImmutableArray<ProofPremise>.Builder premises = ImmutableArray.CreateBuilder<ProofPremise>();
        int firstGroup = FirstGroup();
        for (int i = 0; i < rule.Transforms.Length; i++)
        {
            switch (rule.Transforms[i])
            {
                case BoundGroup group:
                    premises.AddRange(group.Aggregates.Select(a => Explain(a, bindings)));
                    break;
                case BoundLet let when i > firstGroup:
                    premises.Add(literals.Explain(let, bindings));
                    break;
                case BoundLet:
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        return premises.DrainToImmutable();
    }

    /// <summary>The members, those first that contributed most to the first aggregate (the largest magnitudes of its first argument), ties in the members' own order.</summary>
    public IEnumerable<GroupMember> ByContribution(ImmutableArray<GroupMember> members)
    {
        BoundExpression? argument = rule.Transforms.OfType<BoundGroup>().SelectMany(static g => g.Aggregates).SelectMany(static a => a.Arguments).FirstOrDefault();
        return members.OrderByDescending(m => Magnitude(argument, m));
    }

    /// <summary>The body under a member's substitution, then the values computed before the group.</summary>
    public ProofMember Explain(GroupMember member, Func<Fact, string> nodeOf)
    {
        ImmutableArray<Value?> bindings = WithLets(member.Bindings);
        return new ProofMember([.. literals.Explain(bindings, member.Premises, nodeOf), .. LetsBeforeGroup().Select(let => literals.Explain(let, bindings))]);
    }

    private IEnumerable<BoundLet> LetsBeforeGroup() => rule.Transforms.Take(FirstGroup()).OfType<BoundLet>();

    /// <summary>A member's variables, those that a <c>let</c> before the group gives a value included.</summary>
    private ImmutableArray<Value?> WithLets(ImmutableArray<Value?> bindings)
    {
        foreach (BoundLet let in LetsBeforeGroup())
        {
            if (expressions.TryEvaluate(let.Value, bindings, out Value value))
            {
                bindings = bindings.SetItem(let.Slot, value);
            }
        }

        return bindings;
    }

    /// <summary>The index of the first group; -1 when there is none, and then every <c>let</c> belongs to the row itself.</summary>
    private int FirstGroup()
    {
        for (int i = 0; i < rule.Transforms.Length; i++)
        {
            if (rule.Transforms[i] is BoundGroup)
            {
                return i;
            }
        }

        return -1;
    }

    private AggregatePremise Explain(BoundAggregate aggregate, ImmutableArray<Value?> bindings)
    {
        string arguments = string.Join(", ", aggregate.Arguments.Select(expressions.SourceText));
        Value? result = bindings[aggregate.Slot];
        return new AggregatePremise(rule.Variables[aggregate.Slot], $"{aggregate.Function.Name}({arguments})", result?.ToString() ?? "_");
    }

    private double Magnitude(BoundExpression? argument, GroupMember member) =>
        argument is not null && expressions.TryEvaluate(argument, WithLets(member.Bindings), out Value value) && value.IsNumeric ? Math.Abs(value.ToDouble()) : 0;
}

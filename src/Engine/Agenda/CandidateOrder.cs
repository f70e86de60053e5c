using System.Collections.Immutable;

namespace CryptoScalp.Rules.Engine;

/// <summary>The one total order among candidates: class, priority, confidence, rule id, then action, size and fact; never recency.</summary>
internal sealed class CandidateOrder(ImmutableArray<string> classes) : IComparer<Candidate>
{
    /// <summary>Negative when <paramref name="left"/> wins. Meaningful within one key.</summary>
    public int Compare(Candidate? left, Candidate? right) =>
        left is null || right is null ? throw new ArgumentNullException(left is null ? nameof(left) : nameof(right)) : Decide(left, right).Order;

    /// <summary>By which step the winner beat the loser.</summary>
    public OrderCriterion CriterionBetween(Candidate winner, Candidate loser) => Decide(winner, loser).Criterion;

    private (int Order, OrderCriterion Criterion) Decide(Candidate left, Candidate right)
    {
        for (OrderCriterion criterion = OrderCriterion.Class; criterion < OrderCriterion.Fact; criterion++)
        {
            int order = CompareBy(criterion, left, right);
            if (order != 0)
            {
                return (order, criterion);
            }
        }

        return (left.Fact.CompareTo(right.Fact), OrderCriterion.Fact);
    }

    private int CompareBy(OrderCriterion criterion, Candidate left, Candidate right) => criterion switch
    {
        OrderCriterion.Class => Rank(left.Class).CompareTo(Rank(right.Class)),
        OrderCriterion.Priority => right.Priority.CompareTo(left.Priority),
        OrderCriterion.Confidence => right.Confidence.CompareTo(left.Confidence),
        OrderCriterion.RuleId => string.CompareOrdinal(left.RuleId, right.RuleId),
        OrderCriterion.Action => left.Action.CompareTo(right.Action),
        OrderCriterion.Size => left.AskedSize.CompareTo(right.AskedSize),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A class that is not listed comes last.</summary>
    private int Rank(string name)
    {
        int index = classes.IndexOf(name);
        return index < 0 ? classes.Length : index;
    }
}

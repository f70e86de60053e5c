using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>Keeps each substitution of a body.</summary>
internal sealed class CollectSink(PreparedRule rule, Budget budget) : ISolutionSink
{
    private readonly List<Substitution> _found = [];

    public void Accept(Frame frame)
    {
        _found.Add(Substitution.Of(frame, rule));
        frame.IsStopped = !budget.TrySpend();
    }

    /// <summary>The distinct substitutions, sorted by the values of their slots.</summary>
    public List<Substitution> ToDistinct()
    {
        _found.Sort(static (a, b) => RowOrder.Compare(a.Slots, b.Slots));
        List<Substitution> distinct = [];
        foreach (Substitution substitution in _found)
        {
            if (distinct.Count == 0 || RowOrder.Compare(distinct[^1].Slots, substitution.Slots) != 0)
            {
                distinct.Add(substitution);
            }
        }

        return distinct;
    }
}

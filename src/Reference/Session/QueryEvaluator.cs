using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Answers a conjunctive query over a state.</summary>
internal static class QueryEvaluator
{
    public static List<Value[]> Solve(BoundQuery query, EvaluationContext context)
    {
        BoundAtom[] positives = [.. query.Literals.OfType<BoundAtom>().Where(static a => !a.IsNegated)];
        RowsSink sink = new();
        Frame frame = new(context, query.Variables.Length, positives.Length, sink);
        for (int i = 0; i < positives.Length; i++)
        {
            frame.Ranges[i] = new RowRange(0, context.Relations[positives[i].Predicate].Count);
        }

        BodyPlanner.Plan(query.Literals, query.Variables.Length, [], null).Run(frame);
        return sink.ToDistinct();
    }

    private sealed class RowsSink : ISolutionSink
    {
        private readonly SortedSet<Value[]> _rows = new(RowOrder.Instance);

        public void Accept(Frame frame) => _rows.Add([.. frame.Slots]);

        public List<Value[]> ToDistinct() => [.. _rows];
    }
}

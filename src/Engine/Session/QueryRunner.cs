using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Answers a conjunctive query over a state.</summary>
internal static class QueryRunner
{
    /// <summary>Every substitution, sorted; when there are more than <paramref name="maxRows"/>, that many and one. Ends with <see cref="OperationCanceledException"/> when it is stopped.</summary>
    public static IReadOnlyList<Value[]> Solve(PlannedQuery query, EngineState state, int maxRows, CancellationToken stop)
    {
        RowsSink sink = new(new PlannedSlots(query.BoundInBody), maxRows, stop);
        Frame frame = new(state, query.BoundInBody.Length, query.LiteralCount, query.PositiveCount, 0, 0) { Sink = sink };
        Array.Fill(frame.Views, RowView.New);
        StepChain.Of(query.Steps, state).Run(frame);
        return [.. sink.Rows];
    }

    private sealed class RowsSink(PlannedSlots slots, int maxRows, CancellationToken stop) : ISolutionSink
    {
        public SortedSet<Value[]> Rows { get; } = new(RowOrder.Instance);

        public void Accept(Frame frame)
        {
            stop.ThrowIfCancellationRequested();
            if (Rows.Count <= maxRows)
            {
                Rows.Add(slots.Copy(frame.Slots));
            }
        }
    }
}

using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Counts decisions and prints nothing.</summary>
internal sealed class NobodyWatches : IRunObserver
{
    public int Decisions { get; private set; }

    public void OnDecision(DecisionOutcome outcome) => Decisions++;

    public void OnNonDecision(EventTime at, NonDecision nonDecision)
    {
    }

    public void OnStatus(in MarketEvent status)
    {
    }

    public void OnRollback(TransactionResult result) => throw new InvalidOperationException($"transaction {result.Sequence} was rolled back: {result.Outcome}");
}

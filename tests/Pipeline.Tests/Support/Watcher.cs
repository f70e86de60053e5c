using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Keeps what a run told.</summary>
internal sealed class Watcher : IRunObserver
{
    public List<DecisionOutcome> Decisions { get; } = [];

    public List<NonDecision> NonDecisions { get; } = [];

    public List<FeedStatusKind> Statuses { get; } = [];

    public int Rollbacks { get; private set; }

    public void OnDecision(DecisionOutcome outcome) => Decisions.Add(outcome);

    public void OnNonDecision(EventTime at, NonDecision nonDecision) => NonDecisions.Add(nonDecision);

    public void OnStatus(in MarketEvent status) => Statuses.Add(status.Status.Kind);

    public void OnRollback(TransactionResult result) => Rollbacks++;
}

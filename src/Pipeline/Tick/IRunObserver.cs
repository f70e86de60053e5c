using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a run tells whoever watches it. Called on the tick thread, after the journal has the record; implementations only show.</summary>
public interface IRunObserver
{
    /// <summary>The run has its first event; told once, before anything else.</summary>
    void OnStarted(EventTime first)
    {
    }

    void OnDecision(DecisionOutcome outcome);

    /// <summary>A candidate that did not become a decision, told once while its reasons stay the same.</summary>
    void OnNonDecision(EventTime at, NonDecision nonDecision);

    /// <summary>The same with its proof where the run records it, null otherwise; for those who look at proofs.</summary>
    void OnNonDecision(EventTime at, NonDecision nonDecision, NonDecisionProof? proof) => OnNonDecision(at, nonDecision);

    /// <summary>A feed's health changed, or the simulator entered a phase.</summary>
    void OnStatus(in MarketEvent status);

    /// <summary>Something was noticed of a model: another version, drift, scores that come late or no longer come true.</summary>
    void OnModelNotice(ModelNotice notice)
    {
    }

    /// <summary>A transaction was rolled back; no entry is decided until one commits.</summary>
    void OnRollback(TransactionResult result);
}

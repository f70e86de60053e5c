using CryptoScalp.Rules.Engine;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Results without the derivations of their candidates: for those who keep many of them and prove none.</summary>
/// <remarks>A derivation holds every fact it rests on; thousands of them kept are what the collector's pauses would consist of (docs/adr/0130).</remarks>
public static class BareResults
{
    public static NonDecision Of(NonDecision nonDecision) => nonDecision with { Candidate = nonDecision.Candidate with { Derivation = null } };

    public static AgendaResult Of(AgendaResult result) => result with
    {
        NonDecisions = [.. result.NonDecisions.Select(Of)],
        NewNonDecisions = [],
    };
}

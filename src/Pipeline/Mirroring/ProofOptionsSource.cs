using CryptoScalp.Rules.Explain;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What proofs of a run note, in a form that every thread may read: each session has a ledger of its own.</summary>
/// <param name="Measures">Predicate to what its values measure.</param>
internal sealed record ProofOptionsSource(Dictionary<string, string> Measures)
{
    public ProofOptions For(GivenLedger given, FactOrigins origins) => new()
    {
        OriginOf = fact => origins.Describe(given.OriginOf(fact)),
        TimeOf = given.TimeOf,
        MeasureOf = Measures.GetValueOrDefault,
    };
}

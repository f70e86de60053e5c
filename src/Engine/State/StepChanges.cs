using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>What the state rules ask for in one step, whatever is stored already.</summary>
/// <param name="Asserts">Rows to store, each with its first derivation: the lowest, then by rule, then by premises. In the order of facts.</param>
/// <param name="Retracts">Rows to remove, each with the first rule that asks for it. In the order of facts.</param>
internal sealed record StepChanges(SortedDictionary<Fact, Derivation> Asserts, SortedDictionary<Fact, int> Retracts);

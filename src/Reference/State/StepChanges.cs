using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>What the state rules ask for in one step, whatever is stored already.</summary>
/// <param name="Asserts">Rows to store, each with its derivations, the first of them first: the lowest, then by rule, then by premises. In the order of facts.</param>
/// <param name="Retracts">Rows to remove, each with the first rule that asks for it. In the order of facts.</param>
internal sealed record StepChanges(SortedDictionary<Fact, List<Derivation>> Asserts, SortedDictionary<Fact, int> Retracts);

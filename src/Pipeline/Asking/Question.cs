using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a why-not is about.</summary>
/// <param name="Pattern">A fact, or the candidates of a decision.</param>
/// <param name="Decide">The statement whose decision is asked about; null for a fact.</param>
public sealed record Question(FactPattern Pattern, BoundDecide? Decide);

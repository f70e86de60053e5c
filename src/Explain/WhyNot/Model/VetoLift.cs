namespace CryptoScalp.Rules.Explain;

/// <summary>The smallest change of one compared value that ends the derivation of a veto that struck.</summary>
/// <remarks>Of the derivation that the report shows; where another rule forbids as well, that veto goes on.</remarks>
/// <param name="Veto">The veto's fact.</param>
/// <param name="RuleId">The rule that the comparison stands in: the veto's own, or one below it.</param>
/// <param name="Change">What must change, measured against the threshold at which the comparison stops to hold.</param>
public sealed record VetoLift(string Veto, string RuleId, Shortfall Change);

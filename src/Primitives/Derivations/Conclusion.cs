namespace CryptoScalp.Rules.Primitives;

/// <summary>What a rule derives in the current state, without how.</summary>
/// <param name="RuleIndex">The rule.</param>
/// <param name="Fact">What it derives.</param>
public readonly record struct Conclusion(int RuleIndex, Fact Fact);

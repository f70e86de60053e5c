using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>One way in which a decision row may have been made: a candidate that won.</summary>
/// <param name="Row">The decision.</param>
/// <param name="Rule">The rule that proposed; null for a given candidate, and where it does not matter which rule of its class it was.</param>
/// <param name="Class">Of the rule; what may strike the candidate goes by it.</param>
/// <param name="Choice">True where this way was taken.</param>
/// <param name="Candidate">The candidate's columns.</param>
internal sealed record MadeDecision(Row Row, BoundRule? Rule, string Class, string Choice, Sym[] Candidate);

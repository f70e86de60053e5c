namespace CryptoScalp.Rules.Risk;

/// <summary>One line of the table of codes.</summary>
/// <param name="BlocksExits">The code makes an order impossible, so that exits and reduce-only orders are refused for it too.</param>
public sealed record RiskCodeInfo(RiskCode Code, bool BlocksExits, string Meaning, string Remedy);

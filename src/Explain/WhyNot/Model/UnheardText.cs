namespace CryptoScalp.Rules.Explain;

/// <summary>A text of a question that stands in no fact from outside: most often a symbol that was typed wrongly, or one that no feed gives.</summary>
/// <param name="Value">Source text: <c>"BTCUSD"</c>.</param>
/// <param name="Nearest">The likeliest of the texts that there are, source text; null when none is near.</param>
public sealed record UnheardText(string Value, string? Nearest);

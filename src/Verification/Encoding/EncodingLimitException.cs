namespace CryptoScalp.Rules.Verification;

/// <summary>A program unfolds into more than a proof may hold; the verdict is "unknown" with this as the reason.</summary>
internal sealed class EncodingLimitException(string message) : Exception(message);

namespace CryptoScalp.Rules.Reference;

/// <summary>A row breaks what its declaration promises: caught where the transaction is rolled back, and told with its message.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);

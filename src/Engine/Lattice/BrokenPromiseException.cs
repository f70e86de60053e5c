namespace CryptoScalp.Rules.Engine;

/// <summary>A row breaks what its declaration promises: the transaction is rolled back with this message. Never leaves the evaluation of its layer.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>A row breaks what its declaration promises: caught where the transaction is rolled back, and told with its message.</summary>
internal sealed class BrokenPromiseException(BrokenPromise promise) : Exception(promise.Message)
{
    public BrokenPromiseException(DiagnosticDescriptor descriptor, params object[] arguments)
        : this(BrokenPromise.Of(descriptor, arguments))
    {
    }

    public BrokenPromise Promise => promise;
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>A row breaks what its declaration promises: the transaction is rolled back with this message. Never leaves the evaluation of its layer.</summary>
internal sealed class BrokenPromiseException(BrokenPromise promise) : Exception(promise.Message)
{
    public BrokenPromiseException(DiagnosticDescriptor descriptor, params object[] arguments)
        : this(BrokenPromise.Of(descriptor, arguments))
    {
    }

    public BrokenPromise Promise => promise;
}

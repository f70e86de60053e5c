using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>The host cannot start as asked; the diagnostic says why and what to do.</summary>
public sealed class HostException : Exception
{
    internal HostException(DiagnosticDescriptor descriptor, params object[] arguments)
        : this(Diagnostic.Create(descriptor, null, arguments))
    {
    }

    private HostException(Diagnostic diagnostic) : base(diagnostic.Message) => Diagnostic = diagnostic;

    public Diagnostic Diagnostic { get; }
}

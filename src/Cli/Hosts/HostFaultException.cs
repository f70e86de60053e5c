using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>A host did not answer, or answered what is wrong; carries the code, also one that a host of another release gives.</summary>
internal sealed class HostFaultException : Exception
{
    public HostFaultException(int exitCode, DiagnosticDescriptor descriptor, params object[] arguments)
        : this(exitCode, Diagnostic.Create(descriptor, null, arguments))
    {
    }

    /// <summary>As a host's problem document has it.</summary>
    public HostFaultException(int exitCode, string code, string detail)
        : this(exitCode, Diagnostic.Create(new DiagnosticDescriptor(code, DiagnosticSeverity.Error, "", "{0}"), null, detail))
    {
    }

    private HostFaultException(int exitCode, Diagnostic diagnostic) : base(diagnostic.Message) => (Code, Diagnostic) = (exitCode, diagnostic);

    /// <summary>What the command answers.</summary>
    public int Code { get; }

    public Diagnostic Diagnostic { get; }

    /// <summary>The whole problem document; null when the host gave none.</summary>
    public string? Answer { get; init; }
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Models;

/// <summary>A model cannot be loaded or trained. The message says which, why and what to do.</summary>
public sealed class ModelException : Exception
{
    public ModelException(DiagnosticDescriptor descriptor, Exception? cause, params object[] arguments)
        : this(Diagnostic.Create(descriptor, null, arguments), cause)
    {
    }

    private ModelException(Diagnostic diagnostic, Exception? cause)
        : base(diagnostic.Message, cause)
    {
        Diagnostic = diagnostic;
    }

    /// <summary>The same as a diagnostic, with its stable code.</summary>
    public Diagnostic Diagnostic { get; }

    public string Code => Diagnostic.Code;
}

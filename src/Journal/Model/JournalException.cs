using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal;

/// <summary>The journal cannot be written or read. The message says what, where and what to do.</summary>
public sealed class JournalException : Exception
{
    internal JournalException(DiagnosticDescriptor descriptor, Exception? cause, params object[] arguments)
        : this(Diagnostic.Create(descriptor, null, arguments), cause)
    {
    }

    private JournalException(Diagnostic diagnostic, Exception? cause)
        : base(diagnostic.Message, cause)
    {
        Diagnostic = diagnostic;
    }

    /// <summary>The same as a diagnostic, with its stable code.</summary>
    public Diagnostic Diagnostic { get; }

    public string Code => Diagnostic.Code;

    /// <summary>Where the damage begins; null when the fault has no place in the journal.</summary>
    public JournalPlace? Place { get; internal init; }
}

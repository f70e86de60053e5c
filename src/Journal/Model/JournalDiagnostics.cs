using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal;

/// <summary>The journal's codes, CSR71xx. A page each in <c>docs/diagnostics</c>.</summary>
public static class JournalDiagnostics
{
    public static readonly DiagnosticDescriptor AlreadyExists = Error(
        "CSR7101", "The directory already holds a journal",
        "'{0}' already holds a journal of {1} segment(s); choose an empty directory, or ask to append (--append)");

    public static readonly DiagnosticDescriptor CannotWrite = Error(
        "CSR7102", "The journal cannot be written",
        "cannot write the journal '{0}': {1}; what was written before is intact, nothing more will be recorded");

    public static readonly DiagnosticDescriptor Damaged = Error(
        "CSR7103", "The journal is damaged",
        "the journal is damaged at {0}: {1}; the {2} record(s) before are intact, nothing from here on can be trusted");

    public static readonly DiagnosticDescriptor RecordTooLarge = Error(
        "CSR7104", "A record is too large for the journal",
        "a {0} record of {1} bytes is larger than the {2} bytes that a record may have");

    public static readonly DiagnosticDescriptor InUse = Error(
        "CSR7105", "Another process writes this journal",
        "another process writes the journal '{0}'; stop it first, or choose another directory");

    public static readonly DiagnosticDescriptor NotFound = Error(
        "CSR7106", "There is no journal in the directory",
        "there is no journal in '{0}': a journal is a directory with files named journal-000001.log, journal-000002.log, …");

    public static readonly DiagnosticDescriptor CannotRead = Error(
        "CSR7107", "The journal cannot be read",
        "cannot read the journal '{0}': {1}");

    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [AlreadyExists, CannotWrite, Damaged, RecordTooLarge, InUse, NotFound, CannotRead];

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);
}

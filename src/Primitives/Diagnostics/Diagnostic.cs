using System.Collections.Immutable;
using System.Globalization;

namespace CryptoScalp.Rules.Primitives;

/// <summary>One finding, as data: renderers turn it into text, JSON or SARIF.</summary>
public sealed record Diagnostic
{
    public required DiagnosticDescriptor Descriptor { get; init; }

    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>Absent only for findings about a whole run (for example: no file given).</summary>
    public SourceSpan? Span { get; init; }

    public required string Message { get; init; }

    /// <summary>Secondary places with labels, in reading order.</summary>
    public ImmutableArray<RelatedSpan> Related { get; init; } = [];

    /// <summary>Extra lines under the message: the cause, for example a whole negative cycle.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What to do about it: "did you mean 'price'?".</summary>
    public string? Help { get; init; }

    public string Code => Descriptor.Code;

    public bool IsError => Severity == DiagnosticSeverity.Error;

    public static Diagnostic Create(DiagnosticDescriptor descriptor, SourceSpan? span, params object[] arguments) => new()
    {
        Descriptor = descriptor,
        Severity = descriptor.Severity,
        Span = span,
        Message = string.Format(CultureInfo.InvariantCulture, descriptor.Message, arguments),
    };
}

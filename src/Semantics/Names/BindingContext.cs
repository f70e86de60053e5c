using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What binding one program knows: predicates, parameters, findings. Used by one thread, for one call.</summary>
internal sealed class BindingContext
{
    private readonly List<SourceSpan> _syntaxErrors = [];

    public BindingContext(BindOptions options, DiagnosticBag? diagnostics = null)
    {
        Options = options;
        Diagnostics = diagnostics ?? new DiagnosticBag();
        Predicates = new PredicateTable(Diagnostics);
    }

    public BindOptions Options { get; }

    public DiagnosticBag Diagnostics { get; }

    public PredicateTable Predicates { get; }

    /// <summary>By name, in a sorted order.</summary>
    public SortedDictionary<string, ParamSymbol> Params { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of decisions, qualified: not relations that rules may read.</summary>
    public SortedDictionary<string, SourceSpan> DecisionNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Candidates' predicates that no statement decides, by qualified name.</summary>
    public SortedDictionary<string, DefaultDecide> DefaultDecides { get; } = new(StringComparer.Ordinal);

    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, params object[] arguments) => Diagnostics.Report(descriptor, span, arguments);

    /// <summary>Reports with a suggestion of the nearest known name, when one is near.</summary>
    public void ReportUnknown(DiagnosticDescriptor descriptor, SourceSpan span, string name, IEnumerable<string> known, params object[] more)
    {
        string? nearest = NameSuggestion.Nearest(name, known);
        Diagnostics.Add(Diagnostic.Create(descriptor, span, [name, .. more]) with { Help = nearest is null ? null : $"did you mean '{nearest}'?" });
    }

    /// <summary>Takes a file's syntax diagnostics over, and remembers where its errors are.</summary>
    public void AddSyntax(IEnumerable<Diagnostic> found)
    {
        foreach (Diagnostic diagnostic in found)
        {
            Diagnostics.Add(diagnostic);
            if (diagnostic is { IsError: true, Span: { } span })
            {
                _syntaxErrors.Add(span);
            }
        }
    }

    /// <summary>True when a syntax error lies inside a span: then whatever follows from it has been told.</summary>
    public bool HasSyntaxError(SourceSpan span) =>
        _syntaxErrors.Exists(e => ReferenceEquals(e.Source, span.Source) && e.Span.Start < span.Span.End && e.Span.End > span.Span.Start);
}

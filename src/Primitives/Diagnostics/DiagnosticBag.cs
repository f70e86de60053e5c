using System.Collections.Immutable;

namespace CryptoScalp.Rules.Primitives;

/// <summary>Collects a phase's diagnostics. Not thread-safe.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _items = [];

    public bool HasErrors => _items.Exists(static d => d.IsError);

    public int Count => _items.Count;

    public void Add(Diagnostic diagnostic) => _items.Add(diagnostic);

    public void AddRange(IEnumerable<Diagnostic> diagnostics) => _items.AddRange(diagnostics);

    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, params object[] arguments) =>
        _items.Add(Diagnostic.Create(descriptor, span, arguments));

    /// <summary>Sorted by path, place, severity (errors first) and code, without duplicates: the order never depends on how phases ran.</summary>
    public ImmutableArray<Diagnostic> ToSorted() =>
        [.. _items
            .DistinctBy(static d => (d.Code, d.Span?.Source.Path, d.Span?.Span, d.Message))
            .OrderBy(static d => d.Span?.Source.Path ?? "", StringComparer.Ordinal)
            .ThenBy(static d => d.Span?.Span.Start ?? -1)
            .ThenByDescending(static d => d.Severity)
            .ThenBy(static d => d.Code, StringComparer.Ordinal)
            .ThenBy(static d => d.Message, StringComparer.Ordinal)];
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>All predicates of a program while it is bound, by qualified name.</summary>
internal sealed class PredicateTable(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, PredicateSymbol> _symbols = new(StringComparer.Ordinal);
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);

    /// <summary>Sorted by name.</summary>
    public IEnumerable<PredicateSymbol> All => _symbols.Values.OrderBy(static s => s.Name, StringComparer.Ordinal);

    /// <summary>Set for queries against a finished program: an unknown name is then an error instead of a new predicate.</summary>
    public bool IsClosed { get; set; }

    public void Import(PredicateSymbol symbol) => _symbols.Add(symbol.Name, symbol);

    /// <summary>Says that some file declares or derives this qualified name: unqualified uses inside its package mean it.</summary>
    public void MarkDefined(string qualified) => _defined.Add(qualified);

    /// <summary>The qualified name that <paramref name="name"/> stands for in a file: its own package's when defined there, otherwise the bare one when known.</summary>
    public string Qualify(PackageScope scope, string name)
    {
        string own = scope.Define(name);
        return own == name || _defined.Contains(own) || !(_defined.Contains(name) || _symbols.ContainsKey(name)) ? own : name;
    }

    public PredicateSymbol? Find(string qualified) => _symbols.GetValueOrDefault(qualified);

    /// <summary>The predicate of this name; made on first use. Null, with a diagnostic, when it is known with another number of columns.</summary>
    public PredicateSymbol? Resolve(string qualified, int arity, SourceSpan span)
    {
        if (!_symbols.TryGetValue(qualified, out PredicateSymbol? symbol))
        {
            if (IsClosed)
            {
                ReportUnknown(qualified, span);
                return null;
            }

            symbol = new PredicateSymbol(qualified, arity, span);
            _symbols.Add(qualified, symbol);
        }

        if (symbol.Arity == arity)
        {
            return symbol;
        }

        diagnostics.Add(Diagnostic.Create(NameDiagnostics.ArityClash, span, qualified, Columns(symbol.Arity), Columns(arity)) with
        {
            Related = [new(symbol.Span, $"'{qualified}' has {Columns(symbol.Arity)} here")],
            Help = symbol.IsDeclared ? $"its columns are {string.Join(", ", symbol.Columns)}" : null,
        });
        return null;
    }

    private void ReportUnknown(string name, SourceSpan span)
    {
        string? near = NameSuggestion.Nearest(name, _symbols.Keys);
        diagnostics.Add(Diagnostic.Create(FactDiagnostics.UnknownPredicate, span, name) with { Help = near is null ? null : $"did you mean '{near}'?" });
    }

    public static string Columns(int count) => count == 1 ? "1 column" : $"{count} columns";
}

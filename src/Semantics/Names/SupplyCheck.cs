using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reports predicates that nothing supplies, and keys that cannot work.</summary>
internal static class SupplyCheck
{
    public static void Run(BindingContext context)
    {
        List<string> supplied = [.. context.Predicates.All.Where(static s => s.IsSupplied).Select(static s => s.Name)];
        HashSet<string> empty = [.. context.Options.External.Where(static e => e.Arity == ExternalRelation.UnknownArity).Select(static e => e.Predicate)];
        foreach (PredicateSymbol symbol in context.Predicates.All)
        {
            if (!symbol.IsSupplied && !empty.Contains(symbol.Name) && (context.Options.Strict || !symbol.IsTested))
            {
                Undeclared(context, symbol, supplied);
            }

            if (symbol is { TtlSpan: { } expiry, IsDerived: true, IsExtensional: false, HasFacts: false })
            {
                context.Diagnostics.Add(Diagnostic.Create(TimeDiagnostics.DerivedExpiry, expiry, symbol.Name) with
                {
                    Help = "put 'ttl' on the facts that it is derived from",
                });
            }

            if (symbol is { KeySpan: { } key, IsDerived: true })
            {
                context.Diagnostics.Add(Diagnostic.Create(NameDiagnostics.DerivedKey, key, symbol.Name) with
                {
                    Help = "keys are for facts from outside; make the rules derive one row per key, for example by a group",
                });
            }
        }
    }

    /// <summary>The name without its package: <c>p.rel</c> and <c>rel</c> are likely meant for each other.</summary>
    private static string Unqualified(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static void Undeclared(BindingContext context, PredicateSymbol symbol, List<string> supplied)
    {
        string? library = LibraryOf(context.Options.Libraries, symbol.Name);
        string? nearest = supplied.Find(s => Unqualified(s) == Unqualified(symbol.Name)) ?? NameSuggestion.Nearest(symbol.Name, supplied);
        context.Diagnostics.Add(Diagnostic.Create(NameDiagnostics.Undeclared, symbol.Span, symbol.Name) with
        {
            Severity = context.Options.Strict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            Help = library is not null ? $"the library '{library}' declares it: write 'Use {library}!' above the rules"
                : nearest is null ? $"declare it if its facts come from outside: Decl {symbol.Name}({string.Join(", ", Enumerable.Range(1, symbol.Arity).Select(static i => $"X{i}"))}) descr [extensional()]."
                : $"did you mean '{nearest}'?",
        });
    }

    /// <summary>The first library by name that declares a predicate; null when none does.</summary>
    private static string? LibraryOf(IReadOnlyDictionary<string, string> libraries, string predicate) =>
        libraries.Keys.Order(StringComparer.Ordinal).FirstOrDefault(name => SyntaxTree.Parse(name, libraries[name]).Root.Items.OfType<DeclSyntax>().Any(d => d.Atom is ApplicationSyntax atom && atom.Name == predicate));
}

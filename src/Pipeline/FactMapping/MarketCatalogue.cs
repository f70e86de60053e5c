using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The predicates that the engine supplies, read from the library <c>market</c>: the same declarations that <c>Use market!</c> brings into a pack.</summary>
public static class MarketCatalogue
{
    /// <summary>One per predicate, with definite column types, so that a pack which declares nothing is typed (and checked) by what will arrive.</summary>
    public static IReadOnlyList<ExternalRelation> Relations { get; } = Load();

    private static ExternalRelation[] Load()
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("lib/market.rules", RuleLibraries.All["market"])], BindOptions.Default);
        BoundProgram program = bound.Program
            ?? throw new InvalidOperationException($"the library 'market' does not check: {string.Join("; ", bound.Diagnostics.Select(DiagnosticTextOf))}");
        return [.. program.Predicates.Select(static p => new ExternalRelation(
            p.Name, p.Arity, [.. p.Types.Select(static t => new ColumnEvidence(ColumnLiterals.None, t))], "the feed"))];
    }

    private static string DiagnosticTextOf(Diagnostic diagnostic) => DiagnosticText.Format(diagnostic);
}

using System.Collections.Immutable;
using System.Globalization;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reads <c>fundep(…)</c>, <c>limit(…)</c> and <c>inclusion […]</c> of declarations.</summary>
internal sealed class PromiseBinder(BindingContext context, PredicateSymbol symbol)
{
    /// <summary><c>fundep([A, B], [C])</c>; the first list may be empty.</summary>
    public void Fundep(ApplicationSyntax descriptor, SourceSpan span)
    {
        if (descriptor.Arguments is [ListSyntax source, ListSyntax target] && Columns(source) is { } from && Columns(target) is { Length: > 0 } to)
        {
            symbol.Fundeps.Add(new BoundFundep(from, to, $"fundep({Names(from)}, {Names(to)})", span));
            return;
        }

        context.Diagnostics.Add(Diagnostic.Create(NameDiagnostics.BadDescriptor, span, "fundep", $"two lists of columns of '{symbol.Name}', each column once, as in fundep([{symbol.Columns.FirstOrDefault() ?? "Sym"}], [{symbol.Columns.LastOrDefault() ?? "Price"}])") with
        {
            Help = $"the columns are {string.Join(", ", symbol.Columns)}",
        });
    }

    /// <summary><c>limit(1000)</c>.</summary>
    public void Limit(ApplicationSyntax descriptor, SourceSpan span)
    {
        if (descriptor.Arguments is [LiteralTermSyntax { Token: { Kind: SyntaxKind.Number } token }]
            && long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long rows) && rows >= 1)
        {
            symbol.Limit = new BoundLimit(rows, span);
            return;
        }

        context.Report(NameDiagnostics.BadDescriptor, span, "limit", "how many rows there may be at most, 1 or more, as in limit(1000)");
    }

    /// <summary>Lowers <c>inclusion […]</c> once all declarations are read: it may name predicates that are declared later.</summary>
    public static void LowerInclusions(BindingContext context, ImmutableArray<ProgramFile> files)
    {
        foreach (ProgramFile file in files)
        {
            foreach (DeclSyntax declaration in file.Tree.Root.Items.OfType<DeclSyntax>())
            {
                if (declaration is { Atom: ApplicationSyntax atom, Inclusion: { } block } && context.Predicates.Find(file.Scope.Define(atom.Name)) is { IsDeclared: true } symbol && symbol.Span == file.Tree.SpanOf(atom))
                {
                    symbol.Inclusions = DraftInclusions.Lower(context, file, atom, block);
                }
            }
        }
    }

    private ImmutableArray<int>? Columns(ListSyntax list)
    {
        int[] columns = [.. list.Items.Select(c => c is VariableSyntax v ? symbol.Columns.IndexOf(v.Name) : -1)];
        return columns.Contains(-1) || columns.Distinct().Count() != columns.Length ? null : [.. columns.Order()];
    }

    private string Names(ImmutableArray<int> columns) => $"[{string.Join(", ", columns.Select(c => symbol.Columns[c]))}]";
}

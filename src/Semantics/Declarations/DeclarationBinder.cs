using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reads <c>Decl</c>s of one file into predicate symbols.</summary>
internal sealed class DeclarationBinder(BindingContext context, SyntaxTree tree, PackageScope package)
{
    public void Bind(DeclSyntax declaration)
    {
        if (declaration.Atom is not ApplicationSyntax atom)
        {
            return;
        }

        string name = package.Define(atom.Name);
        SourceSpan span = tree.SpanOf(atom);
        if (context.Predicates.Find(name) is { IsDeclared: true } earlier)
        {
            context.Diagnostics.Add(Diagnostic.Create(NameDiagnostics.DuplicateDeclaration, span, name) with
            {
                Related = [new(earlier.Span, $"'{name}' is declared here first")],
            });
            return;
        }

        bool isTemporal = declaration.Temporal is not null || declaration.Descr?.Atoms.Any(static d => d is ApplicationSyntax { Name: "temporal" }) == true;
        if (context.Predicates.Resolve(name, atom.Arguments.Count + (isTemporal ? ValidityLowerer.Columns : 0), span) is not { } symbol)
        {
            return;
        }

        (symbol.IsDeclared, symbol.IsTemporal) = (true, isTemporal);
        symbol.Span = span;
        symbol.Doc = DocComment.Of(declaration);
        symbol.Columns = Columns(atom, symbol);
        new DescriptorBinder(context, tree, symbol).Bind(declaration.Descr);
        symbol.Declared = Bounds(declaration, symbol);
    }

    /// <summary>Names of columns: variables as written; a type name or wildcard leaves the column's default name.</summary>
    private ImmutableArray<string> Columns(ApplicationSyntax atom, PredicateSymbol symbol)
    {
        ImmutableArray<string>.Builder names = ImmutableArray.CreateBuilder<string>(symbol.Arity);
        foreach (TermSyntax argument in atom.Arguments)
        {
            string? name = (argument as VariableSyntax)?.Name;
            if (name is null || (name != "_" && names.Contains(name)))
            {
                context.Report(NameDiagnostics.BadDeclaration, tree.SpanOf(argument), tree.SpanOf(argument).Text);
            }

            names.Add(name is null or "_" ? symbol.Columns[names.Count] : name);
        }

        if (symbol.IsTemporal)
        {
            names.Add(names.Contains("Start") ? symbol.Columns[^2] : "Start");
            names.Add(names.Contains("End") ? symbol.Columns[^1] : "End");
        }

        return names.MoveToImmutable();
    }

    /// <summary>Several bound blocks are alternatives: each column gets the union. Without a block the columns are inferred.</summary>
    private ImmutableArray<BoundType> Bounds(DeclSyntax declaration, PredicateSymbol symbol)
    {
        TypeExpressionBinder types = new(context, tree);
        List<BoundType>[] columns = [.. Enumerable.Range(0, symbol.Arity).Select(static _ => new List<BoundType>())];
        foreach (AtomBlockSyntax block in declaration.Bounds)
        {
            List<BoundType> bound = [.. block.Atoms.Select(types.Bind), .. symbol.IsTemporal ? [BoundType.Time, BoundType.Time] : Array.Empty<BoundType>()];
            if (bound.Count != symbol.Arity)
            {
                int times = symbol.IsTemporal ? ValidityLowerer.Columns : 0;
                context.Report(TypeDiagnostics.BoundCount, tree.SpanOf(block), symbol.Name, PredicateTable.Columns(symbol.Arity - times), bound.Count - times);
                return [.. columns.Select(static _ => BoundType.Error)];
            }

            for (int i = 0; i < bound.Count; i++)
            {
                columns[i].Add(bound[i]);
            }
        }

        return declaration.Bounds.Count == 0 ? default : [.. columns.Select(Union)];
    }

    private static BoundType Union(List<BoundType> alternatives)
    {
        if (alternatives.Exists(static t => t.Kind == TypeKind.Error))
        {
            return BoundType.Error;
        }

        return alternatives.Exists(static t => t.Kind == TypeKind.Any) ? BoundType.Any : BoundType.UnionOf(alternatives);
    }
}

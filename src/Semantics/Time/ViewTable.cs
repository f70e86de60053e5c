using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Makes the predicates that stand for temporal literals; equal literals share one.</summary>
internal static class ViewTable
{
    public static PredicateSymbol Resolve(BindingContext context, ViewSpec spec, SourceSpan span)
    {
        if (context.Predicates.Find(spec.Name) is { } known)
        {
            return known;
        }

        PredicateSymbol made = Make(spec, span);
        context.Predicates.Import(made);
        return made;
    }

    private static PredicateSymbol Make(ViewSpec spec, SourceSpan span)
    {
        string[] added = spec.Kind == ViewKind.Tumbling ? ["bucket", "time"] : spec.IsWindow ? ["time"] : [];
        TypeNode[] nodes = [.. spec.Columns.Select(c => spec.Source.Nodes[c]), .. added.Select(_ => MomentNode(span))];
        ImmutableArray<string> columns = [.. spec.Columns.Select(c => spec.Source.Columns[c]), .. added];
        PredicateSymbol symbol = new(spec.Name, span, spec, nodes, columns);
        if (!spec.Source.Declared.IsDefault)
        {
            symbol.Declared = [.. spec.Columns.Select(c => spec.Source.Declared[c]), .. added.Select(static _ => BoundType.Time)];
        }

        return symbol;
    }

    private static TypeNode MomentNode(SourceSpan span)
    {
        TypeNode node = new() { IsColumn = true };
        node.Note(new TypeEvidence(BoundType.Time, span, "the time of an event", IsDeclared: true));
        return node;
    }
}

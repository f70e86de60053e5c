using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Brings in what is known of predicates whose facts come from outside.</summary>
internal sealed class ExternalBinder(BindingContext context, TypeSolver solver)
{
    public void Bind(ExternalRelation relation)
    {
        SourceSpan span = relation.Place ?? new(new SourceText(relation.Origin, ""), default);
        if (context.Predicates.Resolve(relation.Predicate, relation.Arity, span) is not { } symbol)
        {
            return;
        }

        symbol.IsExternal = true;
        symbol.IsExtensional = true;
        for (int i = 0; i < relation.Columns.Length && symbol.Declared.IsDefault; i++)
        {
            UnifySite site = new(span, $"column {i + 1} of '{relation.Predicate}'", AllowsMixture: true);
            Column(symbol.Nodes[i], relation.Columns[i], site, $"the facts of {relation.Origin}");
        }
    }

    private void Column(TypeNode node, ColumnEvidence evidence, UnifySite site, string why)
    {
        if (evidence.Type is { } type)
        {
            solver.Add(node, new(type, site.Span, why, IsDeclared: false), site);
            return;
        }

        foreach ((ColumnLiterals literal, BoundType text) in new[] { (ColumnLiterals.Name, BoundType.Name), (ColumnLiterals.String, BoundType.String) })
        {
            if (evidence.Seen.HasFlag(literal))
            {
                solver.Add(node, new(text, site.Span, why, IsDeclared: false), site);
            }
        }

        if ((evidence.Seen & (ColumnLiterals.Integer | ColumnLiterals.Fraction)) != 0)
        {
            solver.AddLiteral(node, evidence.Seen.HasFlag(ColumnLiterals.Fraction), site);
        }
    }
}

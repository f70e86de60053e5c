using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Gathers what facts from outside look like, column by column, so that undeclared columns can be typed by them.</summary>
internal sealed class EvidenceCollector
{
    private readonly SortedDictionary<string, (ColumnLiterals[] Columns, string Origin)> _seen = new(StringComparer.Ordinal);

    public IReadOnlyList<ExternalRelation> ToRelations() =>
        [.. _seen.Select(static e => new ExternalRelation(e.Key, e.Value.Columns.Length, [.. e.Value.Columns.Select(static c => new ColumnEvidence(c))], e.Value.Origin))];

    /// <summary>A file's column is what all its rows are: any text makes it text, any name among numbers too.</summary>
    public void Add(FactFile file)
    {
        if (file.Rows.Count == 0)
        {
            return;
        }

        ColumnLiterals[] columns = new ColumnLiterals[file.Arity];
        foreach ((_, string[] fields) in file.Rows)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i] |= FieldShape.Of(fields[i]);
            }
        }

        Merge(file.Predicate, [.. columns.Select(FieldShape.OfColumn)], file.Source.Path);
    }

    /// <summary>A fact of a script.</summary>
    public void Add(ApplicationSyntax fact, string origin) =>
        Merge(fact.Name, [.. fact.Arguments.Select(ShapeOf)], origin);

    private void Merge(string predicate, ColumnLiterals[] columns, string origin)
    {
        if (!_seen.TryGetValue(predicate, out (ColumnLiterals[] Columns, string Origin) known))
        {
            _seen[predicate] = (columns, origin);
        }
        else if (known.Columns.Length == columns.Length)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                known.Columns[i] |= columns[i];
            }
        }
    }

    private static ColumnLiterals ShapeOf(TermSyntax term) => term is not LiteralTermSyntax literal ? ColumnLiterals.None : literal.Token.Kind switch
    {
        SyntaxKind.Number => ColumnLiterals.Integer,
        SyntaxKind.Float or SyntaxKind.Quantity => ColumnLiterals.Fraction,
        SyntaxKind.NameConstant => ColumnLiterals.Name,
        SyntaxKind.String => ColumnLiterals.String,
        _ => ColumnLiterals.None,
    };
}

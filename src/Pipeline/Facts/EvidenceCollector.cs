using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Gathers what facts from outside look like, column by column, so that undeclared columns can be typed by them.</summary>
internal sealed class EvidenceCollector
{
    private readonly SortedDictionary<string, (ColumnLiterals[] Columns, SourceSpan Place)> _seen = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _empty = new(StringComparer.Ordinal);

    public IReadOnlyList<ExternalRelation> ToRelations() =>
    [
        .. _seen.Select(static e => new ExternalRelation(
            e.Key, e.Value.Columns.Length, [.. e.Value.Columns.Select(static c => new ColumnEvidence(c))], e.Value.Place.Source.Path, e.Value.Place)),
        .. _empty.Where(e => !_seen.ContainsKey(e.Key)).Select(static e => new ExternalRelation(e.Key, ExternalRelation.UnknownArity, [], e.Value)),
    ];

    /// <summary>A file's column is what all its rows are: any text makes it text, any name among numbers too.</summary>
    public void Add(FactFile file)
    {
        if (file.Rows.Count == 0)
        {
            _empty[file.Predicate] = file.Source.Path;
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

        Merge(file.Predicate, [.. columns.Select(FieldShape.OfColumn)], FactDirectory.LineSpan(file.Source, file.Rows[0].Line));
    }

    /// <summary>A fact of a script.</summary>
    public void Add(ApplicationSyntax fact, SourceText source) =>
        Merge(fact.Name, [.. fact.Arguments.Select(ShapeOf)], new SourceSpan(source, fact.Span));

    private void Merge(string predicate, ColumnLiterals[] columns, SourceSpan place)
    {
        if (!_seen.TryGetValue(predicate, out (ColumnLiterals[] Columns, SourceSpan Place) known))
        {
            _seen[predicate] = (columns, place);
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

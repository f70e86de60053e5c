namespace CryptoScalp.Rules.Syntax;

/// <summary>Queries: one body and nothing behind it.</summary>
internal static class QueryParser
{
    public static QuerySyntax Parse(TokenReader reader)
    {
        LiteralParser literals = new(reader, new TermParser(reader));
        SeparatedList<LiteralSyntax> body = literals.ParseBody(itemColumn: -1, "the end of the query");
        SyntaxToken? stop = reader.TakeIf(SyntaxKind.FullStop);
        if (!reader.At(SyntaxKind.EndOfFile))
        {
            reader.ReportHere(SyntaxDiagnostics.ExpectedToken, "a query is one list of literals, as in p(X, _), X > 3", "the end of the query", $"before {reader.Describe()}");
            reader.SkipWhile(static _ => true);
        }

        return new QuerySyntax(body, stop, reader.Current);
    }
}

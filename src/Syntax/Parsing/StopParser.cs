namespace CryptoScalp.Rules.Syntax;

/// <summary>The end of an item or step, and the recovery there.</summary>
internal sealed class StopParser(TokenReader reader, LiteralParser literals)
{
    /// <summary>
    /// Takes the full stop. When something else stands there, reports it and skips to the stop, or to the next item if the stop was forgotten.
    /// </summary>
    /// <param name="expected">What could have gone on here, for the message.</param>
    /// <param name="item">What ends here, for the message: "a clause".</param>
    /// <param name="column">The column at which the item starts.</param>
    /// <param name="inBraces">Whether a <c>}</c> ends it too: the steps of a test.</param>
    public SyntaxToken Parse(string expected, string item, int column, bool inBraces = false)
    {
        if (reader.TakeIf(SyntaxKind.FullStop) is { } stop)
        {
            return stop;
        }

        Report(expected, item, column);
        reader.SkipWhile(token => token.Kind != SyntaxKind.FullStop && !(inBraces && token.Kind == SyntaxKind.CloseBrace) && !literals.AtNextItem(column));
        return reader.TakeIf(SyntaxKind.FullStop) ?? reader.Missing(SyntaxKind.FullStop);
    }

    private void Report(string expected, string item, int column)
    {
        bool forgotten = reader.At(SyntaxKind.EndOfFile) || reader.At(SyntaxKind.CloseBrace) || literals.AtNextItem(column);
        if (forgotten)
        {
            reader.ReportGap(SyntaxDiagnostics.MissingStop, null, item);
        }
        else
        {
            reader.ReportHere(SyntaxDiagnostics.ExpectedToken, null, expected, $"before {reader.Describe()}");
        }
    }
}

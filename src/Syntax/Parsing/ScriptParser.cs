namespace CryptoScalp.Rules.Syntax;

/// <summary>Change scripts: <c>+fact.</c>, <c>-fact.</c>, <c>@time</c>, <c>commit.</c></summary>
internal sealed class ScriptParser(TokenReader reader)
{
    private const string NoStopAfterTime = "a time is written without a full stop, as in @250ms";

    private readonly TermParser _terms = new(reader);

    public List<ChangeEntrySyntax> ParseEntries()
    {
        List<ChangeEntrySyntax> entries = [];
        while (!reader.At(SyntaxKind.EndOfFile))
        {
            reader.StartItem();
            entries.Add(ParseEntry());
        }

        return entries;
    }

    private ChangeEntrySyntax ParseEntry() => reader.Kind switch
    {
        SyntaxKind.Plus or SyntaxKind.Minus => ParseFact(),
        SyntaxKind.At => ParseTime(),
        _ when reader.AtWord("commit") && reader.Peek().Kind != SyntaxKind.OpenParen => ParseCommit(),
        _ => ParseBadEntry(),
    };

    private ChangeFactSyntax ParseFact()
    {
        SyntaxToken sign = reader.Take();
        TermSyntax fact = _terms.ParseAtom("the fact of a change");
        return new ChangeFactSyntax(sign, fact, ParseStop("a change"));
    }

    private ChangeCommitSyntax ParseCommit()
    {
        SyntaxToken word = reader.Take();
        return new ChangeCommitSyntax(word, ParseStop("'commit'"));
    }

    private ChangeTimeSyntax ParseTime()
    {
        SyntaxToken at = reader.Take();
        bool isTime = reader.Kind is SyntaxKind.Number or SyntaxKind.Duration or SyntaxKind.Timestamp;
        if (!isTime)
        {
            reader.ReportHere(SyntaxDiagnostics.ExpectedToken, null, "a time such as 250ms, or a count of nanoseconds,", $"after '@', before {reader.Describe()}");
        }

        TermSyntax time = isTime || (_terms.CanStart() && !AtEntry()) ? _terms.ParseOperand() : new MissingTermSyntax(reader.Missing(SyntaxKind.BadToken));
        if (reader.At(SyntaxKind.FullStop))
        {
            reader.ReportHere(SyntaxDiagnostics.UnexpectedEntry, NoStopAfterTime, "'.'");
            reader.Skip();
        }

        return new ChangeTimeSyntax(at, time);
    }

    private SyntaxToken ParseStop(string what)
    {
        if (reader.TakeIf(SyntaxKind.FullStop) is { } stop)
        {
            return stop;
        }

        reader.ReportGap(SyntaxDiagnostics.MissingStop, null, what);
        reader.SkipWhile(token => token.Kind != SyntaxKind.FullStop && !AtEntry());
        return reader.TakeIf(SyntaxKind.FullStop) ?? reader.Missing(SyntaxKind.FullStop);
    }

    private BadEntrySyntax ParseBadEntry()
    {
        string help = reader.At(SyntaxKind.Identifier) && reader.Peek().Kind == SyntaxKind.OpenParen
            ? $"write +{reader.Current.Text}(...) to assert the fact, or -{reader.Current.Text}(...) to retract it"
            : "an entry is +fact. or -fact. or @time or commit.";
        reader.ReportHere(SyntaxDiagnostics.UnexpectedEntry, help, reader.Describe());
        List<ISyntaxElement> elements = [];
        bool stop = false;
        while (!stop && !reader.At(SyntaxKind.EndOfFile) && (elements.Count == 0 || !AtEntry()))
        {
            stop = reader.At(SyntaxKind.FullStop);
            elements.Add(reader.Take());
        }

        return new BadEntrySyntax(elements);
    }

    /// <summary>Whether an entry starts here, perhaps a fact whose sign was forgotten: what recovery stops at.</summary>
    private bool AtEntry() => reader.IsFirstOnLine(reader.Current)
        && (reader.Kind is SyntaxKind.Plus or SyntaxKind.Minus or SyntaxKind.At
            || (reader.At(SyntaxKind.Identifier) && reader.Column(reader.Current) == 0));
}

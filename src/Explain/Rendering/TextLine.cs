namespace CryptoScalp.Rules.Explain;

/// <summary>What a line of a printed proof is; decides its colour.</summary>
internal enum LineStyle : byte
{
    Fact,
    Rule,
    Condition,
    Absence,
    Heading,
    Doc,

    /// <summary>What stands in the way.</summary>
    Failed,

    /// <summary>What could not be judged.</summary>
    Open,
}

/// <summary>One line of a printed proof: a text and, in a column of its own, a note. Whatever moments they name, people read: it is what every form for them is made of.</summary>
internal readonly record struct TextLine(int Indent, string Text, string Note, LineStyle Style)
{
    public string Text { get; } = ReadableTime.In(Text);

    public string Note { get; init => field = ReadableTime.In(value); } = ReadableTime.In(Note);
}

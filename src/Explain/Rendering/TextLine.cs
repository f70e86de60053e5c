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

/// <summary>One line of a printed proof: a text and, in a column of its own, a note.</summary>
internal readonly record struct TextLine(int Indent, string Text, string Note, LineStyle Style);

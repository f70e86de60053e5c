namespace CryptoScalp.Rules.Syntax;

/// <summary>What stands between tokens and has no meaning to the grammar.</summary>
public enum TriviaKind : byte
{
    WhiteSpace,
    NewLine,

    /// <summary><c># …</c> or <c>// …</c>.</summary>
    Comment,

    /// <summary><c>/// …</c>: documentation of the next item, shown in its proofs.</summary>
    DocComment,

    /// <summary>Text that fits nowhere; a diagnostic says so.</summary>
    Skipped,
}

/// <summary>A piece of trivia with its exact text.</summary>
public readonly record struct SyntaxTrivia(TriviaKind Kind, string Text);

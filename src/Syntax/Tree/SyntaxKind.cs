namespace CryptoScalp.Rules.Syntax;

/// <summary>Token kinds. Words such as <c>descr</c> or <c>test</c> are <see cref="Identifier"/> tokens that the parser recognises where they can stand.</summary>
public enum SyntaxKind : byte
{
    EndOfFile,
    BadToken,

    /// <summary><c>X</c>, <c>Price2</c>, <c>_</c>, <c>_Unused</c>.</summary>
    Variable,

    /// <summary>A lower-case name: <c>price</c>, <c>fn:plus</c>, <c>:match_field</c>, <c>market.quote</c>, <c>min_edge</c>; also the words of the grammar (<c>Decl</c>, <c>Package</c>, <c>Use</c>).</summary>
    Identifier,

    /// <summary><c>/binance</c>, <c>/v/1</c>.</summary>
    NameConstant,

    /// <summary><c>42</c>; a sign is part of the token only where an operand is expected.</summary>
    Number,

    /// <summary><c>1.5</c>, <c>.5</c>, <c>2.5e-9</c>.</summary>
    Float,

    /// <summary><c>5bps</c>, <c>60%</c>, <c>1.5pct</c>: a number with a unit that is not a time.</summary>
    Quantity,

    /// <summary><c>250ms</c>, <c>30s</c>, <c>1.5s</c>, <c>7d</c>.</summary>
    Duration,

    /// <summary><c>2024-01-15</c>, <c>2024-01-15T10:30:00Z</c>.</summary>
    Timestamp,
    String,
    Bytes,

    /// <summary><c>.List</c>, <c>.Struct</c>: a type constructor.</summary>
    DotType,

    OpenParen, CloseParen, OpenBracket, CloseBracket, OpenBrace, CloseBrace,
    Comma, Colon, Semicolon, FullStop, Bang, At, Hash,

    /// <summary><c>#[</c>.</summary>
    OpenAttribute,

    /// <summary><c>:-</c> or <c>⟸</c>.</summary>
    If,

    /// <summary><c>|&gt;</c>.</summary>
    PipeGreater,

    /// <summary><c>=&gt;</c>.</summary>
    Implies,
    Equals, BangEquals, Less, LessEquals, Greater, GreaterEquals,
    Plus, Minus, Star, Slash,

    /// <summary><c>&lt;-</c>, <c>&lt;+</c>, <c>[-</c>, <c>[+</c>: temporal operators, each followed by <c>[</c>.</summary>
    DiamondMinus, DiamondPlus, BoxMinus, BoxPlus,
}

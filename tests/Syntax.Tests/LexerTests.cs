using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax.Tests;

public sealed class LexerTests
{
    [Theory]
    [InlineData("X-1", "Variable Minus Number")]
    [InlineData("X -1", "Variable Minus Number")]
    [InlineData("(-1", "OpenParen Number")]
    [InlineData("X - -1", "Variable Minus Number")]
    [InlineData("X/Y", "Variable Slash Variable")]
    [InlineData(")/2", "CloseParen Slash Number")]
    [InlineData("X, /Y", "Variable Comma NameConstant")]
    [InlineData("X//Y", "Variable")]
    [InlineData("edge/2", "Identifier Slash Number")]
    [InlineData("opt /x", "Identifier NameConstant")]
    [InlineData("opt / x", "Identifier Slash Identifier")]
    [InlineData("[-[", "BoxMinus OpenBracket")]
    [InlineData("[- [", "BoxMinus OpenBracket")]
    [InlineData("[+[", "BoxPlus OpenBracket")]
    [InlineData("<-[", "DiamondMinus OpenBracket")]
    [InlineData("<+[", "DiamondPlus OpenBracket")]
    [InlineData("[-1", "OpenBracket Number")]
    [InlineData("X<-1", "Variable Less Number")]
    [InlineData("/a.", "NameConstant FullStop")]
    [InlineData("/a. ", "NameConstant FullStop")]
    [InlineData("/a.#c", "NameConstant FullStop")]
    [InlineData("/a.//c", "NameConstant FullStop")]
    [InlineData("/bar.baz.Bak)", "NameConstant CloseParen")]
    [InlineData("/a/b-1~%", "NameConstant")]
    [InlineData("p.q.", "Identifier FullStop")]
    [InlineData("fn:list:append(", "Identifier OpenParen")]
    [InlineData(":match_field(", "Identifier OpenParen")]
    [InlineData("a:-b", "Identifier If Identifier")]
    [InlineData("a: b", "Identifier Colon Identifier")]
    [InlineData("{/k:v", "OpenBrace NameConstant Colon Identifier")]
    [InlineData("never n:p(", "Identifier Identifier Colon Identifier OpenParen")]
    [InlineData("5 5. 5.5, .5", "Number Number FullStop Float Comma Float")]
    [InlineData("1e5 1.5e-9 -.5", "Float Float Minus Float")]
    [InlineData("5bps 5bp 60% 1.5pct", "Quantity Quantity Quantity Quantity")]
    [InlineData("250ms 10us 17ns 30s 1.5s 7d 2h 3m", "Duration Duration Duration Duration Duration Duration Duration Duration")]
    [InlineData("2024-01-15 2024-01-15T10:30:00 2024-01-15T10:30:00.5Z", "Timestamp Timestamp Timestamp")]
    [InlineData("(.List<.Struct<", "OpenParen DotType Less DotType Less")]
    [InlineData("X.\nY", "Variable FullStop Variable")]
    [InlineData("b\"x\" b 'x'", "Bytes Identifier String")]
    [InlineData("_ _X X_1", "Variable Variable Variable")]
    [InlineData("⟸ :- => |> != <= >= < > = ! @ ; ", "If If Implies PipeGreater BangEquals LessEquals GreaterEquals Less Greater Equals Bang At Semicolon")]
    [InlineData("#[id(", "OpenAttribute Identifier OpenParen")]
    [InlineData("p.\n#[id(", "Identifier FullStop OpenAttribute Identifier OpenParen")]
    [InlineData("p\n#[id(", "Identifier")]
    [InlineData("#[1]", "")]
    [InlineData("# x", "")]
    [InlineData("Decl p", "Identifier Identifier")]
    [InlineData("Decl, Use", "Variable Comma Variable")]
    public void A_text_is_these_tokens(string text, string kinds)
    {
        Assert.Equal(kinds, string.Join(' ', Tokens(text).Select(static token => token.Kind)));
    }

    [Theory]
    [InlineData("\"a\\n\\t\\\"\\'\\\\b\"", "a\n\t\"'\\b")]
    [InlineData("'they asked \"why?\"'", "they asked \"why?\"")]
    [InlineData("`a\nb`", "a\nb")]
    [InlineData("\"hello\\\n\nworld\"", "hello\n\nworld")]
    [InlineData("\"\\x68\\u{0065}llo\"", "hello")]
    [InlineData("\"\\u{01f624}\"", "😤")]
    [InlineData("\"two\nlines\"", "two\nlines")]
    [InlineData("\"\"", "")]
    public void A_string_token_has_this_value(string text, string value)
    {
        SyntaxToken token = Assert.Single(Tokens(text));
        Assert.Equal(SyntaxKind.String, token.Kind);
        Assert.Equal(value, StringLiteral.Decode(token));
    }

    [Fact]
    public void Bytes_hold_escaped_bytes_and_otherwise_utf8() =>
        Assert.Equal([0x80, 0x0A, 0xF0, 0x9F, 0x98, 0xA4, 0x41], StringLiteral.DecodeBytes(Assert.Single(Tokens("b\"\\x80\\n😤\\u{0041}\""))));

    [Fact]
    public void A_forgotten_quote_ends_with_its_line()
    {
        List<SyntaxToken> tokens = Tokens("p(\"a).\nq(\"b\").");
        Assert.Equal(["\"a).", "\"b\""], tokens.Where(static token => token.Kind == SyntaxKind.String).Select(static token => token.Text));
    }

    [Fact]
    public void Comments_and_white_space_are_kept_before_the_next_token()
    {
        SyntaxTree tree = SyntaxTree.Parse("t", "  /// doc\r\n# one\np(1). // two");
        Assert.Equal(
            [TriviaKind.WhiteSpace, TriviaKind.DocComment, TriviaKind.NewLine, TriviaKind.Comment, TriviaKind.NewLine],
            tree.Root.Tokens().First().LeadingTrivia.Select(static trivia => trivia.Kind));
        Assert.Equal([" ", "// two"], tree.Root.EndOfFile.LeadingTrivia.Select(static trivia => trivia.Text));
    }

    private static List<SyntaxToken> Tokens(string text)
    {
        Lexer lexer = new(new SyntaxErrors(new SourceText("t", text)), attributes: true);
        List<SyntaxToken> tokens = [];
        for (SyntaxToken token = lexer.Next(); token.Kind != SyntaxKind.EndOfFile; token = lexer.Next())
        {
            tokens.Add(token);
        }

        return tokens;
    }
}

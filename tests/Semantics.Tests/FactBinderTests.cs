using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics.Tests;

public sealed class FactBinderTests
{
    private static readonly BoundProgram Program = Rules.Program("""
        Decl quote(Venue, Sym, Bid, N) descr [extensional(), key([Venue, Sym])] bound [/venue, /string, /dec8, /number].
        Decl score(Sym, P) descr [extensional()] bound [/string, /float64].
        Decl odd(X) descr [extensional()] bound [.Union</number, /string>].
        Decl path(X) descr [extensional()] bound [.List</float64>].
        Decl order(X) descr [extensional()] bound [.Struct</side : /name, opt /qty : /dec8>].
        Decl wait(D, T) descr [extensional()] bound [/duration, /time].
        """);

    [Theory]
    [InlineData("quote(/venue/a, \"BTC\", 100, 3)", "quote(/venue/a, \"BTC\", 100.0, 3)")]
    [InlineData("quote(/venue/a, \"BTC\", 0.1, -3)", "quote(/venue/a, \"BTC\", 0.1, -3)")]
    [InlineData("score(\"BTC\", 2)", "score(\"BTC\", 2.0)")]
    [InlineData("score(\"BTC\", 5bps)", "score(\"BTC\", 0.0005)")]
    [InlineData("odd(7)", "odd(7)")]
    [InlineData("path([1, 2.5])", "path([1.0, 2.5])")]
    [InlineData("order({/side: /buy, /qty: 1})", "order({/qty: 1.0, /side: /buy})")]
    [InlineData("wait(1.5s, 2024-01-15)", "wait(1500ms, fn:time:from_unix_nanos(1705276800000000000))")]
    public void A_literal_takes_the_type_of_its_column(string text, string expected) => Assert.Equal(expected, Bind(text, false).Fact?.ToString());

    [Theory]
    [InlineData("quote(/venue/a, \"BTC\", 0.123456789, 3)", "CSR2107")]
    [InlineData("quote(/venue/a, \"BTC\", 1, 0.5)", "CSR2103")]
    [InlineData("quote(/binance, \"BTC\", 1, 1)", "CSR2106")]
    [InlineData("quote(/venue/a, \"BTC\")", "CSR2402")]
    [InlineData("qoute(/venue/a, \"BTC\", 1, 1)", "CSR2401")]
    [InlineData("score(\"BTC\", X)", "CSR2403")]
    [InlineData("score(\"BTC\", \"high\")", "CSR2106")]
    [InlineData("odd(0.5)", "CSR2106")]
    [InlineData("order({/qty: 1})", "CSR2106")]
    [InlineData("score(\"BTC\", 1 / 0)", "CSR2028")]
    [InlineData("score(\"BTC\", 1e999)", "CSR2107|CSR2027")]
    public void A_fact_that_does_not_fit_is_refused_with_a_reason(string text, string codes)
    {
        (Fact? fact, string[] found) = Bind(text, false);
        Assert.Null(fact);
        Assert.Contains(Assert.Single(found), codes.Split('|'));
    }

    [Fact]
    public void A_keyed_row_is_retracted_by_its_key_alone()
    {
        Assert.Equal("quote(/venue/a, \"BTC\")", Bind("quote(/venue/a, \"BTC\")", true).Fact?.ToString());
        Assert.Null(Bind("score(\"BTC\")", true).Fact);
    }

    [Theory]
    [InlineData("12", "/number", "12")]
    [InlineData("12", "/float64", "12.0")]
    [InlineData("0.10", "/dec8", "0.1")]
    [InlineData("/a", "/any", "/a")]
    [InlineData("1.5", "/any", "1.5")]
    [InlineData("x y", "/any", "\"x y\"")]
    [InlineData("12", "/string", "\"12\"")]
    [InlineData("250ms", "/duration", "250ms")]
    [InlineData("5", "/time", "fn:time:from_unix_nanos(5)")]
    public void A_field_of_a_file_takes_the_type_of_its_column(string field, string type, string expected)
    {
        Assert.True(FactBinder.TryConvert(field, TypeOf(type), out Value value, out string problem), problem);
        Assert.Equal(expected, value.ToString());
    }

    [Theory]
    [InlineData("1.5", "/number")]
    [InlineData(" 1", "/number")]
    [InlineData("1_000", "/number")]
    [InlineData("nan", "/float64")]
    [InlineData("1e999", "/float64")]
    [InlineData("0.123456789", "/dec8")]
    [InlineData("a", "/name")]
    [InlineData("/b/c", "/a")]
    [InlineData("soon", "/time")]
    public void A_field_that_does_not_fit_says_why(string field, string type)
    {
        Assert.False(FactBinder.TryConvert(field, TypeOf(type), out _, out string problem));
        Assert.StartsWith($"'{field}' is not a {type}", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_in_a_file_reads_as_in_rules()
    {
        Assert.True(FactBinder.TryConvert("[1, 2]", BoundType.ListOf(BoundType.Float64), out Value value, out _));
        Assert.Equal("[1.0, 2.0]", value.ToString());
        Assert.False(FactBinder.TryConvert("[1]), q(2", BoundType.ListOf(BoundType.Float64), out _, out _));
    }

    private static BoundType TypeOf(string text) => Rules.Program($"Decl p(X) bound [{text}].").FindPredicate("p")!.Types[0];

    private static (Fact? Fact, string[] Codes) Bind(string text, bool keyOnly)
    {
        SourceText source = new("facts", text);
        AtomLiteralSyntax atom = (AtomLiteralSyntax)SyntaxTree.ParseQuery(source).Literals[0];
        DiagnosticBag diagnostics = new();
        bool fine = new FactBinder(Program).TryBind(atom.Atom, source, diagnostics, keyOnly, out Fact? fact);
        Assert.Equal(fine, fact is not null);
        Assert.Equal(fine, diagnostics.Count == 0);
        return (fact, [.. diagnostics.ToSorted().Select(static d => d.Code)]);
    }
}

namespace CryptoScalp.Rules.Primitives.Tests;

public sealed class DiagnosticTests
{
    [Fact]
    public void A_very_long_line_is_shown_around_the_fault_only()
    {
        SourceText text = new("a.json", new string('x', 500) + "HERE" + new string('y', 500));
        string shown = DiagnosticText.Format(Diagnostic.Create(_descriptor, new SourceSpan(text, new TextSpan(500, 4)), "it"));

        string[] lines = shown.Split('\n');
        Assert.All(lines, static line => Assert.InRange(line.Length, 0, 180));
        int caret = lines[2].IndexOf("^~~~", StringComparison.Ordinal);
        Assert.Equal("HERE", lines[1].Substring(caret, 4));
    }

    private static readonly DiagnosticDescriptor _descriptor = new("CSR0000", DiagnosticSeverity.Error, "Example", "no predicate '{0}'");
    private static readonly SourceText _source = new("arb.rules", "calm(S) :-\n\tqouted(S).\n");

    [Fact]
    public void A_diagnostic_prints_its_place_its_line_and_a_caret()
    {
        Diagnostic diagnostic = Diagnostic.Create(_descriptor, new SourceSpan(_source, new TextSpan(12, 6)), "qouted") with { Help = "did you mean 'quoted'?" };
        Assert.Equal(
            "arb.rules:2:2: error CSR0000: no predicate 'qouted'\n  2 | \tqouted(S).\n    | \t^~~~~~\n  help: did you mean 'quoted'?\n",
            DiagnosticText.Format(diagnostic));
    }

    [Fact]
    public void Diagnostics_sort_by_place_and_lose_duplicates()
    {
        DiagnosticBag bag = new();
        bag.Report(_descriptor, new SourceSpan(_source, new TextSpan(12, 1)), "b");
        bag.Report(_descriptor, new SourceSpan(_source, new TextSpan(0, 1)), "a");
        bag.Report(_descriptor, new SourceSpan(_source, new TextSpan(0, 1)), "a");
        Assert.Equal(["no predicate 'a'", "no predicate 'b'"], bag.ToSorted().Select(static d => d.Message));
    }

    [Fact]
    public void The_end_of_a_text_without_a_last_line_break_has_a_place() =>
        Assert.Equal((1, 4), new SourceText("x", "abc").Position(3));

    [Theory]
    [InlineData("qoute", "quote")]
    [InlineData("quot", "quote")]
    [InlineData("zzz", null)]
    [InlineData("quote", null)]
    public void The_nearest_name_is_suggested(string name, string? expected) =>
        Assert.Equal(expected, NameSuggestion.Nearest(name, ["quote", "price", "position"]));

    [Theory]
    [InlineData("btcusdt", "BTCUSDT")]
    [InlineData("btc", "BTCUSDT")]
    [InlineData("BTCUSD", "BTCUSDT")]
    [InlineData("e", null)]
    [InlineData("SOLEUR", null)]
    public void Symbols_are_guessed_by_case_and_by_how_they_begin(string name, string? expected) =>
        Assert.Equal(expected, NameSuggestion.Like(name, ["ETHUSDT", "BTCUSDT"]));
}

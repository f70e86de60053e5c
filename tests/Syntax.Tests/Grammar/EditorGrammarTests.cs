using System.Text.Json;
using System.Text.RegularExpressions;

namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>The editor grammar colours a token as what the lexer says it is.</summary>
public sealed class EditorGrammarTests
{
    private static readonly JsonElement Repository =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "grammars", "rules.tmLanguage.json"))).RootElement.GetProperty("repository");

    [Theory]
    [InlineData(SyntaxKind.Timestamp, "constant.other.timestamp.rules")]
    [InlineData(SyntaxKind.Duration, "constant.numeric.duration.rules")]
    [InlineData(SyntaxKind.Quantity, "constant.numeric.quantity.rules")]
    [InlineData(SyntaxKind.NameConstant, "constant.other.symbol.rules")]
    [InlineData(SyntaxKind.Variable, "variable.other.rules")]
    [InlineData(SyntaxKind.DotType, "support.type.rules")]
    public void A_token_of_this_kind_matches_its_pattern_whole(SyntaxKind kind, string scope)
    {
        string program = GrammarSentences.LoadProgram();
        Regex pattern = new(Match(scope));
        List<SyntaxToken> tokens = [.. SyntaxTree.Parse("p", program).Root.Tokens().Where(token => token.Kind == kind)];
        Assert.NotEmpty(tokens);
        Assert.All(tokens, token =>
        {
            int start = token.Start + (token.Text[0] == '-' ? 1 : 0);
            Match match = pattern.Match(program, start);
            Assert.Equal((start, token.Span.End), (match.Index, match.Index + match.Length));
        });
    }

    [Fact]
    public void Every_unit_is_coloured()
    {
        Regex duration = new($"^{Match("constant.numeric.duration.rules")}$");
        Regex quantity = new($"^{Match("constant.numeric.quantity.rules")}$");
        Assert.All(Units.OfTime, unit => Assert.Matches(duration, "5" + unit));
        Assert.All(Units.OfProportion, unit => Assert.Matches(quantity, "5" + unit));
    }

    private static string Match(string scope) => All(Repository).Single(pattern => pattern.GetProperty("name").GetString() == scope).GetProperty("match").GetString()!;

    private static IEnumerable<JsonElement> All(JsonElement repository) =>
        repository.EnumerateObject().Select(static entry => entry.Value)
            .SelectMany(static entry => entry.TryGetProperty("name", out _) ? [entry] : entry.GetProperty("patterns").EnumerateArray().ToArray());
}

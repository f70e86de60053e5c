using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>The normative grammar and the hand-written parser say the same: what the grammar derives, the parser accepts.</summary>
public sealed class GrammarTests
{
    private const int Sentences = 4000;

    private static readonly Dictionary<string, EbnfNode> Rules =
        EbnfReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "grammars", "rules.ebnf")));

    [Fact]
    public void Every_name_in_the_grammar_is_a_rule()
    {
        HashSet<string> missing = [.. Rules.Values.SelectMany(References).Where(static name => !Rules.ContainsKey(name))];
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_sentence_of_the_grammar_parses_without_a_diagnostic_and_prints_back()
    {
        SentenceGenerator generator = new(Rules);
        for (int i = 0; i < Sentences; i++)
        {
            RandomText random = new((ulong)i);
            string file = generator.Generate("file", random, 6 + (i % 12));
            SyntaxTree tree = SyntaxTree.Parse("sentence.rules", file);
            Accepted(i, file, tree.Diagnostics, tree.ToString());
            string script = generator.Generate("script", random, 6 + (i % 10));
            ChangeScript changes = SyntaxTree.ParseScript(new SourceText("sentence.script", script));
            Accepted(i, script, changes.Diagnostics, changes.ToString());
            string query = generator.Generate("query", random, 6 + (i % 10));
            QueryTree literals = SyntaxTree.ParseQuery(new SourceText("query", query));
            Accepted(i, query, literals.Diagnostics, literals.ToString());
        }

        Assert.Empty(Rules.Keys.Except(generator.Used, StringComparer.Ordinal));
    }

    [Fact]
    public void Formatting_a_sentence_keeps_its_tokens_and_comments_and_formatting_twice_changes_nothing()
    {
        SentenceGenerator generator = new(Rules);
        for (int i = 0; i < Sentences; i++)
        {
            string text = generator.Generate("file", new RandomText((ulong)(i + 1_000_000)), 6 + (i % 12));
            SyntaxTree tree = SyntaxTree.Parse("sentence.rules", text);
            Assert.True(SyntaxFormatter.TryFormat(tree, out string formatted), text);
            SyntaxTree again = SyntaxTree.Parse("sentence.rules", formatted);
            Assert.Equal(Tokens(tree), Tokens(again));
            Assert.Equal(Comments(tree), Comments(again));
            string twice = SyntaxFormatter.Format(again);
            Assert.True(formatted == twice, $"seed {i} is not stable:\n--- text\n{text}\n--- once\n{formatted}\n--- twice\n{twice}");
        }
    }

    private static void Accepted(int seed, string text, IEnumerable<Diagnostic> diagnostics, string printed)
    {
        Assert.True(!diagnostics.Any(), $"seed {seed}:\n{text}\n{string.Concat(diagnostics.Select(static d => DiagnosticText.Format(d)))}");
        Assert.Equal(text, printed);
    }

    private static List<(SyntaxKind, string)> Tokens(SyntaxTree tree) => [.. tree.Root.Tokens().Select(static token => (token.Kind, token.Text))];

    private static List<string> Comments(SyntaxTree tree) =>
        [.. tree.Root.Tokens().SelectMany(static token => token.LeadingTrivia)
            .Where(static trivia => trivia.Kind is TriviaKind.Comment or TriviaKind.DocComment).Select(static trivia => trivia.Text.TrimEnd())];

    private static IEnumerable<string> References(EbnfNode node) => node switch
    {
        EbnfReference reference => [reference.Name],
        EbnfSequence sequence => sequence.Parts.SelectMany(References),
        EbnfChoice choice => choice.Alternatives.SelectMany(References),
        EbnfRepeat repeat => References(repeat.Part),
        _ => [],
    };
}

using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>Any text whatsoever parses and prints back exactly; what has no errors formats to the same tokens, stably. <c>SCALP_FUZZ_COUNT</c> raises the count of texts.</summary>
public sealed class FuzzTests
{
    private const int DefaultCount = 20_000;

    private static readonly string[] Pieces =
    [
        "p(X)", "q(X, _)", ":-", ".", ". ", ",", "!", "(", ")", "[", "]", "{", "}", "<", ">", "[-[", "<-[", "]", "@[", "#[id(\"x\")]", "#[", "# c\n", "// c\n", "/// d\n",
        "\n", " ", "\t", "\r\n", "X", "_", "/a", "/a.", "/a/b", "5", "-5", "5bps", "60%", "250ms", "2024-01-15", "1.5e-3", ".5", "1.", "5x", "\"s\"", "\"", "'", "`", "\\", "\\n",
        "b\"x\"", "Decl ", "Package ", "Use ", "descr ", "bound ", "temporal ", "inclusion ", "param ", "in ", "decide ", "from ", "invariant ", "never ", "n: ", "optimize ",
        "maximize ", "subject to ", "test \"t\" {", "at 10ms ", "expect ", "no ", "because ", "set ", "over ", "rows ", "tumbling ", "as ", "|> do ", "let ", "fn:sum(X)",
        ":lt(X, Y)", "=>", "=", "==", "!=", "<=", "+", "-", "*", "/", ";", "⟸", "€", "\0", "\uD800", "😀", "\uFEFF", ".Struct<", "opt ", "commit.", "@5", "assert ", "retract ", "not ",
    ];

    [Fact]
    public void Any_text_parses_and_prints_back_exactly()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("SCALP_FUZZ_COUNT"), out int asked) ? Math.Max(asked, DefaultCount) : DefaultCount;
        for (int i = 0; i < count; i++)
        {
            string text = Generate(new RandomText((ulong)i));
            CheckAllParsers(text, $"seed {i}");
            CheckFormat(text, $"seed {i}");
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("f(")]
    [InlineData("-")]
    [InlineData("[1:")]
    [InlineData("{/a:")]
    [InlineData(".List<")]
    [InlineData("X+")]
    [InlineData("X*(1-")]
    public void A_hundred_thousand_levels_are_one_diagnostic_and_no_stack_overflow(string piece)
    {
        StringBuilder builder = new("p(X) :- q(");
        builder.Insert(builder.Length, piece, 100_000).Append("X).\nlast(1).");
        SyntaxTree tree = SyntaxTree.Parse("deep.rules", builder.ToString());
        Assert.Equal("CSR1012", Assert.Single(tree.Diagnostics).Code);
        Assert.Equal("last(1).", tree.SpanOf(tree.Root.Items[^1]).Text);
        Assert.Equal(builder.ToString(), tree.ToString());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("!")]
    [InlineData("p(X) :- ")]
    [InlineData("p(X)\n")]
    [InlineData("#[a()]")]
    [InlineData("[-[")]
    [InlineData("test \"t\" {\n")]
    [InlineData("|> let X = ")]
    [InlineData("-p(\n")]
    public void A_hundred_thousand_beginnings_print_back(string piece) =>
        CheckAllParsers(new StringBuilder("p(X) :- q(").Insert(10, piece, 100_000).ToString(), piece);

    [Fact]
    public void Hostile_quotes_cost_no_more_than_their_length()
    {
        foreach (string line in (string[])["\"\n", "\\\"\n", "'\n\\'", "`\\`\n", "\"\\\n", "b\"\n\"x\n", "Decl # x\n", "#[a ", "#["])
        {
            StringBuilder builder = new();
            builder.Insert(0, line, 100_000);
            CheckAllParsers(builder.ToString(), line);
        }
    }

    [Fact]
    public void Every_prefix_of_a_program_parses_and_prints_back()
    {
        string program = GrammarSentences.LoadProgram();
        for (int length = 0; length <= program.Length; length++)
        {
            CheckAllParsers(program[..length], $"prefix {length}");
        }
    }

    private static string Generate(RandomText random)
    {
        StringBuilder builder = new();
        int start = random.Next(4);
        if (start == 0)
        {
            string program = GrammarSentences.LoadProgram();
            int from = random.Next(program.Length);
            builder.Append(program, from, Math.Min(random.Next(400), program.Length - from));
        }

        int edits = 1 + random.Next(30);
        for (int i = 0; i < edits; i++)
        {
            Mutate(builder, random);
        }

        return builder.ToString();
    }

    private static void Mutate(StringBuilder builder, RandomText random)
    {
        int at = random.Next(builder.Length + 1);
        switch (random.Next(8))
        {
            case 0 when builder.Length > 0:
                builder.Remove(Math.Min(at, builder.Length - 1), 1);
                break;
            case 1:
                builder.Insert(at, (char)random.Next(128));
                break;
            case 2:
                builder.Insert(at, (char)random.Next(65536));
                break;
            default:
                builder.Insert(random.Next(3) == 0 ? at : builder.Length, random.Pick(Pieces));
                break;
        }
    }

    private static void CheckAllParsers(string text, string what)
    {
        SyntaxTree tree = SyntaxTree.Parse("fuzz.rules", text);
        Assert.True(tree.ToString() == text, $"{what}: the file does not print back: {text}");
        ChangeScript script = SyntaxTree.ParseScript(tree.Source);
        Assert.True(script.ToString() == text, $"{what}: the script does not print back: {text}");
        QueryTree query = SyntaxTree.ParseQuery(tree.Source);
        Assert.True(query.ToString() == text, $"{what}: the query does not print back: {text}");
        CheckPlaces(tree.Diagnostics, text, what);
        CheckPlaces(script.Diagnostics, text, what);
        CheckPlaces(query.Diagnostics, text, what);
    }

    private static void CheckFormat(string text, string what)
    {
        if (SyntaxFormatter.TryFormat(SyntaxTree.Parse("fuzz.rules", text), out string once))
        {
            string twice = SyntaxFormatter.Format(SyntaxTree.Parse("fuzz.rules", once));
            Assert.True(once == twice, $"{what}: the layout is not stable: {text}");
        }
    }

    private static void CheckPlaces(IEnumerable<Diagnostic> diagnostics, string text, string what)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            TextSpan span = diagnostic.Span!.Value.Span;
            Assert.True(span.Start >= 0 && span.Length >= 0 && span.End <= text.Length, $"{what}: {diagnostic.Code} points outside of the text: {text}");
        }
    }
}

namespace CryptoScalp.Rules.Syntax.Tests;

public sealed class CorpusTests
{
    public static TheoryData<string> Own =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), "*.rules").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Own))]
    public void A_program_of_the_corpus_parses_prints_back_and_formats(string file) =>
        Check(Path.Combine(AppContext.BaseDirectory, "Corpus", file));

    [Fact]
    public void Every_shipped_pack_parses_prints_back_and_formats()
    {
        string[] files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "shipped"), "*.rules", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, Check);
    }

    [SharedFact]
    public void Every_program_of_the_shared_material_parses_prints_back_and_formats()
    {
        string[] files = Directory.GetFiles(TestData.Shared!, "*.rules", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, Check);
    }

    private static void Check(string path)
    {
        string text = File.ReadAllText(path);
        SyntaxTree tree = SyntaxTree.Parse(Path.GetFileName(path), text);
        Assert.Empty(tree.Diagnostics);
        Assert.Equal(text, tree.ToString());
        string formatted = SyntaxFormatter.Format(tree);
        Assert.Equal(formatted, SyntaxFormatter.Format(SyntaxTree.Parse("formatted", formatted)));
    }
}

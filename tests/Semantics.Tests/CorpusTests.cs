using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics.Tests;

/// <summary>Every case of the corpus with a <c>.diag</c> neighbour gives exactly those diagnostics. <c>SCALP_UPDATE=1</c> rewrites the neighbours.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Cases() =>
        [.. Directory.GetFiles(Repository.Corpus, "*.rules").Where(f => Updating || File.Exists(Path.ChangeExtension(f, ".diag"))).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private static bool Updating => Environment.GetEnvironmentVariable("SCALP_UPDATE") == "1";

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_gives_its_diagnostics(string name)
    {
        string path = Path.Combine(Repository.Corpus, name);
        string expected = Path.ChangeExtension(path, ".diag");
        string actual = DiagnosticLines.Of(Found(SyntaxTree.Parse(name, File.ReadAllText(path)), isLint: name.StartsWith("lint-", StringComparison.Ordinal)));
        if (Updating)
        {
            File.WriteAllText(expected, actual);
        }

        Assert.Equal(File.ReadAllText(expected), actual);
    }

    private static ImmutableArray<Diagnostic> Found(SyntaxTree tree, bool isLint)
    {
        BindResult result = RuleBinder.Bind([tree], Rules.Options);
        return isLint ? [.. result.Diagnostics, .. RuleLint.Check(result.Program!, static _ => true)] : result.Diagnostics;
    }

    [Fact]
    public void The_corpus_is_there()
    {
        Assert.True(Cases().Count >= 79, $"only {Cases().Count} cases found in {Repository.Corpus}");
    }
}

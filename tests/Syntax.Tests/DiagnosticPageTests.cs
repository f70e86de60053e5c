using System.Reflection;
using System.Text.RegularExpressions;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>Every code has a page; its first example shows exactly that code, its last is the same program without the fault.</summary>
public sealed partial class DiagnosticPageTests
{
    /// <summary>It takes a thousand faults to show; <see cref="RecoveryTests"/> does.</summary>
    private const string WithoutExample = "CSR1099";

    public static TheoryData<string> Codes => [.. Descriptors().Select(static descriptor => descriptor.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_page_explains_the_code(string code)
    {
        DiagnosticDescriptor descriptor = Assert.Single(Descriptors(), candidate => candidate.Code == code);
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics", code + ".md"));
        Assert.StartsWith($"# {code}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        Match[] examples = [.. Example().Matches(page).Cast<Match>()];
        if (code == WithoutExample)
        {
            Assert.Empty(examples);
            return;
        }

        Assert.Equal(2, examples.Length);
        Assert.All(DiagnosticsOf(examples[0]), diagnostic => Assert.Equal(code, diagnostic.Code));
        Assert.NotEmpty(DiagnosticsOf(examples[0]));
        Assert.Empty(DiagnosticsOf(examples[1]));
    }

    [Fact]
    public void Every_page_belongs_to_a_code()
    {
        IEnumerable<string> pages = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "diagnostics"), "CSR1*.md").Select(static path => Path.GetFileNameWithoutExtension(path));
        Assert.Equal(Descriptors().Select(static descriptor => descriptor.Code).Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Diagnostic> DiagnosticsOf(Match example)
    {
        string text = example.Groups["text"].Value;
        return example.Groups["kind"].Value == "script"
            ? SyntaxTree.ParseScript(new SourceText("example", text)).Diagnostics
            : SyntaxTree.Parse("example", text).Diagnostics;
    }

    private static List<DiagnosticDescriptor> Descriptors() =>
        [.. typeof(SyntaxDiagnostics).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(static property => (DiagnosticDescriptor)property.GetValue(null)!)];

    [GeneratedRegex("```(?<kind>rules|script)\n(?<text>.*?\n)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}

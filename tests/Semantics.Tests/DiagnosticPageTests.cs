using System.Reflection;
using System.Text.RegularExpressions;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics.Tests;

/// <summary>Every diagnostic has a page whose first example triggers it and whose last example does not, and a case in the corpus.</summary>
public sealed partial class DiagnosticPageTests
{
    public static TheoryData<string> Codes() => [.. Descriptors().Select(static d => d.Code).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_page_shows_the_fault_and_its_cure(string code)
    {
        string page = File.ReadAllText(Path.Combine(Repository.DiagnosticPages, code + ".md"));
        List<string> examples = [.. Example().Matches(page).Select(static m => m.Groups[1].Value)];
        Assert.StartsWith($"# {code}: {Descriptors().Single(d => d.Code == code).Title}\n", page, StringComparison.Ordinal);
        Assert.Contains(code, Rules.Codes(examples[0]).Concat(Lint(examples[0])));
        BindResult cured = Rules.Bind(examples[^1]);
        Assert.True(cured.Program is not null && !cured.Diagnostics.Any(d => d.Code == code), DiagnosticLines.Of(cured.Diagnostics));
        Assert.DoesNotContain(code, Lint(examples[^1]));
    }

    [Fact]
    public void Every_code_has_a_corpus_case_and_is_unique()
    {
        string all = string.Concat(Directory.GetFiles(Repository.Corpus, "*.diag").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        Assert.DoesNotContain(Descriptors(), d => !all.Contains($" {d.Code}: ", StringComparison.Ordinal));
        Assert.Equal(Descriptors().Count(), Descriptors().Select(static d => d.Code).Distinct().Count());
    }

    private static IEnumerable<string> Lint(string text) =>
        Rules.Bind(text).Program is { } program ? RuleLint.Check(program, static _ => true).Select(static d => d.Code) : [];

    private static IEnumerable<DiagnosticDescriptor> Descriptors() =>
        new[] { typeof(NameDiagnostics), typeof(TypeDiagnostics), typeof(DecisionDiagnostics), typeof(FactDiagnostics), typeof(SafetyDiagnostics), typeof(TimeDiagnostics), typeof(StateDiagnostics), typeof(LintDiagnostics), typeof(NotYetDiagnostics) }
            .SelectMany(static t => t.GetProperties(BindingFlags.Static | BindingFlags.Public))
            .Select(static p => p.GetValue(null)).OfType<DiagnosticDescriptor>();

    [GeneratedRegex("```rules\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}

using System.Text.RegularExpressions;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Architecture.Tests;

/// <summary>Every diagnostic code is one descriptor, one page and at least one test that makes it appear.</summary>
public sealed partial class DiagnosticCatalogueTests
{
    private static readonly string _pages = Path.Combine(Repository.Root, "docs", "diagnostics");

    [Fact]
    public void There_are_descriptors_of_every_phase()
    {
        Assert.True(Catalogue.Entries.Count > 90, $"only {Catalogue.Entries.Count} descriptors were found");
        Assert.Equal(['1', '2', '3', '4', '5', '6', '7'], Catalogue.Entries.Select(static e => e.Descriptor.Code[3]).Distinct().Order());
    }

    [Fact]
    public void Codes_are_well_formed_and_each_belongs_to_one_descriptor()
    {
        Assert.All(Catalogue.Entries, static e => Assert.Matches("^CSR[1-7][0-9]{3}$", e.Descriptor.Code));
        Assert.Distinct(Catalogue.Entries.Select(static e => e.Descriptor.Code));
        Assert.All(Catalogue.Entries, static e => Assert.False(string.IsNullOrWhiteSpace(e.Descriptor.Title) || string.IsNullOrWhiteSpace(e.Descriptor.Message)));
    }

    [Fact]
    public void Every_code_has_a_page_headed_by_code_and_title()
    {
        Assert.All(Catalogue.Entries, static e =>
        {
            string path = Path.Combine(_pages, e.Descriptor.Code + ".md");
            Assert.True(File.Exists(path), $"docs/diagnostics/{e.Descriptor.Code}.md is missing");
            Assert.Equal($"# {e.Descriptor.Code}: {e.Descriptor.Title}", File.ReadLines(path).First());
        });
    }

    [Fact]
    public void Every_page_belongs_to_a_code()
    {
        HashSet<string> codes = [.. Catalogue.Entries.Select(static e => e.Descriptor.Code)];

        Assert.DoesNotContain(Directory.GetFiles(_pages, "*.md").Select(static p => Path.GetFileNameWithoutExtension(p)), p => !codes.Contains(p));
    }

    /// <summary>Syntax: the page's own example, which the syntax tests parse. Meaning: a case of the corpus. The rest: a test names the code or its descriptor.</summary>
    [Fact]
    public void Every_code_is_made_to_appear_by_some_test()
    {
        string corpus = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Corpus"), "*.diag").Select(File.ReadAllText));
        string tests = string.Concat(Repository.Sources("tests").Select(File.ReadAllText));

        Assert.Empty(Catalogue.Entries.Where(e => !IsTriggered(e, corpus, tests)).Select(static e => $"{e.Descriptor.Code} ({e.Name})"));
    }

    private static bool IsTriggered(CatalogueEntry entry, string corpus, string tests) => entry.Descriptor.Code[3] switch
    {
        '1' => Example().IsMatch(File.ReadAllText(Path.Combine(_pages, entry.Descriptor.Code + ".md"))) || tests.Contains(entry.Descriptor.Code, StringComparison.Ordinal),
        '2' or '3' => corpus.Contains($" {entry.Descriptor.Code}: ", StringComparison.Ordinal),
        _ => tests.Contains(entry.Descriptor.Code, StringComparison.Ordinal) || tests.Contains("Diagnostics." + entry.Name, StringComparison.Ordinal),
    };

    [GeneratedRegex("^```(rules|script)$", RegexOptions.Multiline)]
    private static partial Regex Example();
}

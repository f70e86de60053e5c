using System.Xml.Linq;

namespace CryptoScalp.Rules.Architecture.Tests;

/// <summary>What keeps the tree readable: short files, nothing left for later, every project known and tested.</summary>
public sealed class TidinessTests
{
    private const int MaxLines = 400;

    // In two parts, so that this file does not hold what it looks for.
    private static readonly string[] _leftovers = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "XX" + "X:"];

    [Fact]
    public void Sources_are_at_most_four_hundred_lines_with_nothing_left_for_later()
    {
        string[] sources = [.. Repository.Sources("src"), .. Repository.Sources("tests")];
        Assert.True(sources.Length > 300, $"only {sources.Length} sources were found");
        Assert.All(sources, static file =>
        {
            string[] lines = File.ReadAllLines(file);
            Assert.True(lines.Length <= MaxLines, $"{file} has {lines.Length} lines");
            Assert.DoesNotContain(lines, static line => _leftovers.Any(word => line.Contains(word, StringComparison.Ordinal)));
        });
    }

    [Fact]
    public void Texts_have_no_trailing_white_space_and_end_with_one_line_feed()
    {
        string[] texts =
        [
            .. Repository.Sources("src"), .. Repository.Sources("tests"),
            .. Repository.Files("docs", "*.md"), .. Repository.Files("rules", "*.rules"), Path.Combine(Repository.Root, "README.md"),
        ];
        Assert.All(texts, static file =>
        {
            string text = File.ReadAllText(file);
            Assert.DoesNotContain('\r', text);
            Assert.True(text.EndsWith('\n') && !text.EndsWith("\n\n", StringComparison.Ordinal), $"{file} does not end with exactly one line feed");
            int faulty = Array.FindIndex(text.Split('\n'), static line => line.EndsWith(' ') || line.EndsWith('\t'));
            Assert.True(faulty < 0, $"{file}:{faulty + 1} ends with white space");
        });
    }

    [Fact]
    public void Every_project_is_in_the_solution_and_the_solution_names_no_other()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "CryptoScalp.Rules.sln"));
        string[] named = [.. solution.Split('"').Where(static s => s.EndsWith(".csproj", StringComparison.Ordinal)).Select(static s => s.Replace('\\', '/')).Order(StringComparer.Ordinal)];
        string[] present = [.. Projects().Select(static p => Path.GetRelativePath(Repository.Root, p)).Order(StringComparer.Ordinal)];

        Assert.Equal(present, named);
    }

    [Fact]
    public void Every_test_project_has_tests_and_every_stage_has_a_test_project()
    {
        foreach (string project in Projects().Where(static p => p.EndsWith(".Tests.csproj", StringComparison.Ordinal)))
        {
            string folder = Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(project)!);
            Assert.True(Repository.Sources(folder).Any(static f => File.ReadAllText(f) is var text && (text.Contains("[Fact", StringComparison.Ordinal) || text.Contains("[Theory", StringComparison.Ordinal))), $"{folder} has no test");
        }

        Assert.All(
            Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(static d => Path.GetFileName(d)!),
            static stage => Assert.True(Directory.Exists(Path.Combine(Repository.Root, "tests", stage + ".Tests")), $"src/{stage} has no tests/{stage}.Tests"));
    }

    [Fact]
    public void Versions_of_packages_stand_in_one_place()
    {
        Assert.All(Projects(), static project => Assert.DoesNotContain(XDocument.Load(project).Descendants("PackageReference"), static r => r.Attribute("Version") is not null));
    }

    private static IEnumerable<string> Projects() => Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj"));
}

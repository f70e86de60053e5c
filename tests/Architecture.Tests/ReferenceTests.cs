using System.Xml.Linq;

namespace CryptoScalp.Rules.Architecture.Tests;

/// <summary>Holds the allowed references between assemblies. Adding an edge means editing this table and saying why in the commit.</summary>
public sealed class ReferenceTests
{
    private static readonly SortedDictionary<string, string[]> _allowed = new(StringComparer.Ordinal)
    {
        ["Primitives"] = [],
        ["Syntax"] = ["Primitives"],
        ["Semantics"] = ["Primitives", "Syntax"],
        ["Reference"] = ["Primitives", "Semantics"],
        ["Checker"] = ["Primitives", "Reference", "Semantics", "Syntax"], // what holds is the definition's to say, which nothing that is checked runs on
        ["Plan"] = ["Primitives", "Semantics"],
        ["Compiler"] = ["Plan", "Semantics"],
        ["Engine"] = ["Plan", "Primitives", "Semantics"],
        ["Explain"] = ["Engine", "Primitives", "Semantics"],
        ["MarketData"] = ["Primitives"],
        ["Features"] = ["Primitives"],
        ["Models"] = ["Microsoft.ML.OnnxRuntime", "Primitives"], // the binding: Microsoft's sources from npm, quarantined in src/Models/Binding
        ["Risk"] = ["Primitives"],
        ["Journal"] = ["Primitives"],
        ["Pipeline"] = ["Checker", "Compiler", "Engine", "Explain", "Features", "Journal", "MarketData", "Models", "Primitives", "Reference", "Risk", "Semantics", "Syntax"],
        ["Verification"] = ["Engine", "Primitives", "Reference", "Semantics"],
        ["Packs"] = ["Explain", "Pipeline", "Verification"], // the gate proves, replays and shows proofs of both versions
        ["Host"] = ["Packs", "Pipeline", "Verification"], // rules change while a run goes on; POST /what-would asks the solver, off the tick path
        ["Cli"] = ["Host", "Packs", "Pipeline", "Verification"], // serve opens the desk
    };

    [Fact]
    public void Every_stage_references_only_what_it_may_know()
    {
        foreach (string folder in Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Order(StringComparer.Ordinal))
        {
            string stage = Path.GetFileName(folder);
            string project = Path.Combine(folder, $"CryptoScalp.Rules.{stage}.csproj");
            Assert.True(File.Exists(project), $"src/{stage} has no project of the full name CryptoScalp.Rules.{stage}.csproj");
            Assert.True(_allowed.ContainsKey(stage), $"src/{stage} is not in the table of allowed references");
            string[] actual = [.. XDocument.Load(project).Descendants("ProjectReference")
                .Select(static r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value).Replace("CryptoScalp.Rules.", "", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)];
            Assert.Equal(_allowed[stage], actual);
        }
    }

    /// <summary>The checker takes what holds from the reference evaluator (ADR 166), so what makes records and proofs must not reach it.</summary>
    [Theory]
    [InlineData("Engine")]
    [InlineData("Compiler")]
    [InlineData("Explain")]
    [InlineData("Reference")]
    public void What_is_audited_shares_no_code_with_its_judge(string stage)
    {
        HashSet<string> reached = [];
        Queue<string> open = new(_allowed[stage]);
        while (open.TryDequeue(out string? next))
        {
            if (reached.Add(next) && _allowed.TryGetValue(next, out string[]? more))
            {
                more.ToList().ForEach(open.Enqueue);
            }
        }

        Assert.DoesNotContain("Checker", reached);
        Assert.DoesNotContain("Reference", reached);
    }

    [Fact]
    public void No_command_records_a_run_of_the_evaluator_that_audits_it()
    {
        string[] naming = [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).SelectMany(static folder => Repository.Sources(Path.Combine("src", Path.GetFileName(folder))))
            .Where(static file => File.ReadAllText(file).Contains("RuleEngineKind.Reference", StringComparison.Ordinal)).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

        // Where sessions are started, and the names of engines for `eval` and `bench`, which record nothing.
        Assert.Equal(["EngineNames.cs", "RuleSession.cs"], naming);
    }

    [Fact]
    public void No_stage_of_the_table_is_missing_or_empty()
    {
        foreach (string stage in _allowed.Keys)
        {
            string folder = Path.Combine(Repository.Root, "src", stage);
            Assert.True(Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any(static f => !f.Contains("/obj/", StringComparison.Ordinal)), $"src/{stage} is empty");
        }
    }

    [Theory]
    [InlineData("Primitives")]
    [InlineData("Syntax")]
    [InlineData("Semantics")]
    [InlineData("Reference")]
    [InlineData("Checker")]
    [InlineData("Plan")]
    [InlineData("Compiler")]
    [InlineData("Engine")]
    [InlineData("Explain")]
    [InlineData("MarketData")]
    [InlineData("Features")]
    [InlineData("Models")]
    [InlineData("Risk")]
    [InlineData("Journal")]
    [InlineData("Pipeline")]
    [InlineData("Verification")]
    public void No_stage_reads_a_clock_a_culture_or_chance(string stage)
    {
        string[] banned = ["DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Environment.TickCount", "new Random(", "Random.Shared", "Guid.NewGuid", "CurrentCulture", "Thread.Sleep"];
        foreach (string file in Repository.Sources(Path.Combine("src", stage)))
        {
            string text = File.ReadAllText(file);
            Assert.DoesNotContain(banned, word => text.Contains(word, StringComparison.Ordinal));
        }
    }
}

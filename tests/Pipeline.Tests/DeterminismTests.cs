using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>The same market gives the same journal, to the byte.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void Two_runs_of_a_simulated_market_give_identical_journals()
    {
        using TempFolder folder = new();
        Watcher first = new(), second = new();

        string? hash = Runs.Run(Rules.Bind(Rules.Eager), Runs.Simulated(7), first, folder["a"]);
        string? again = Runs.Run(Rules.Bind(Rules.Eager), Runs.Simulated(7), second, folder["b"]);

        Assert.NotEmpty(first.Decisions);
        Assert.NotEmpty(first.NonDecisions);
        Assert.Equal(hash, again);
        AssertSameFiles(folder["a"], folder["b"]);
    }

    [Fact]
    public void Another_culture_on_another_thread_changes_nothing()
    {
        using TempFolder folder = new();
        string? hash = Runs.Run(Rules.Bind(Rules.Eager), Runs.Simulated(7), new Watcher(), folder["a"]), elsewhere = null;

        Exception? fault = null;
        Thread thread = new(() =>
        {
            try
            {
                CultureInfo.CurrentCulture = StrangeCulture();
                Assert.Equal("1,5", 1.5.ToString(CultureInfo.CurrentCulture));
                elsewhere = Runs.Run(Rules.Bind(Rules.Eager), Runs.Simulated(7), new Watcher(), folder["b"]);
            }
            catch (Exception e)
            {
                fault = e;
            }
        });
        thread.Start();
        thread.Join();

        Assert.Null(fault);
        AssertSameFiles(folder["a"], folder["b"]);
        Assert.Equal(hash, elsewhere);
    }

    [Fact]
    public void Another_seed_gives_another_journal()
    {
        using TempFolder folder = new();

        Assert.NotEqual(
            Runs.Run(Rules.Bind(Rules.Eager), Runs.Simulated(7), new Watcher(), folder["a"]),
            Runs.Run(Rules.Bind(Rules.Eager), Runs.Simulated(8), new Watcher(), folder["b"]));
    }

    [Fact]
    public void Without_a_journal_the_same_decisions_are_made()
    {
        using TempFolder folder = new();
        Watcher recorded = new(), unrecorded = new();
        Runs.Run(Rules.Bind(Rules.BuyAboveHundred), new ListFeed(Runs.Cycles(5)), recorded, folder["a"]);
        Runs.Run(Rules.Bind(Rules.BuyAboveHundred), new ListFeed(Runs.Cycles(5)), unrecorded);

        Assert.Equal(10, recorded.Decisions.Count);
        Assert.Equal(recorded.Decisions.Select(static d => d.Decision.Id), unrecorded.Decisions.Select(static d => d.Decision.Id));
    }

    /// <summary>Decimal comma, point for groups, another minus: what Turkish, German and Swedish have, in one. Real cultures are not part of a build with invariant globalisation.</summary>
    private static CultureInfo StrangeCulture()
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−";
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = "h";
        return culture;
    }

    private static void AssertSameFiles(string a, string b)
    {
        // Record by record first: it shows where they part.
        Assert.All(new JournalReader(a).ReadAll().Zip(new JournalReader(b).ReadAll()), static pair =>
            Assert.Equal(Encoding.UTF8.GetString(pair.First.Payload.Span), Encoding.UTF8.GetString(pair.Second.Payload.Span)));
        string[] names = [.. Directory.GetFiles(a, "*.log").Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(a, name)), File.ReadAllBytes(Path.Combine(b, name))));
    }
}

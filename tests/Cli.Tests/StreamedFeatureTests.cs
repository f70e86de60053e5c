using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>What a model is given in a run against what it was trained on: both through the command line, on a recorded stream.</summary>
public sealed class StreamedFeatureTests
{
    [SharedFact]
    public void Features_of_a_recorded_stream_equal_those_that_training_reads_to_a_billionth()
    {
        using TempFolder folder = new();
        ModelRegistry registry = ModelRegistry.Load(Checkout.PathOf("models"));
        EnsembleManifest manifest = ModelEnsemble.ReadManifest(registry.PathOf(registry.Find("/second", null)), null);
        string[] calls = [.. manifest.Features, manifest.Regime];
        string recording = TestData.File("raw_ws/binance_usdm_btcusdt_20240808.jsonl.gz");

        string rules = folder.Write("read.rules", "Use market!\n" + string.Concat(calls.Select(static (c, i) => $"seen{i}(Sym, V) :- feature(Sym, \"{c}\", V).\n")));
        Assert.Equal(ExitCode.Fine, Scalp.Run("run", "--rules", rules, "--feed", "replay:" + recording, "--proofs", "none", "--rehearse", "no", "--journal", folder["journal"]).Code);
        Assert.Equal(ExitCode.Fine, Scalp.Run("features", "bars", "replay:" + recording, "--length", manifest.Bar, "--out", folder["bars"]).Code);
        string bars = Assert.Single(Directory.GetFiles(folder["bars"]));
        string named = folder.Write("calls.json", JsonSerializer.Serialize(new { features = calls }));
        Assert.Equal(ExitCode.Fine, Scalp.Run("features", "compute", bars, "--features", named, "--out", folder["rows.csv"]).Code);

        string[][] rows = [.. File.ReadLines(folder["rows.csv"]).Skip(1).Select(static l => l.Split(','))];
        Dictionary<string, List<double>> told = Told(folder["journal"]);
        for (int c = 0; c < calls.Length; c++)
        {
            double[] trained = [.. Distinct(rows.Select(r => r[c + 1]).Where(static t => t.Length > 0).Select(static t => double.Parse(t, CultureInfo.InvariantCulture)))];
            double[] streamed = [.. Distinct(told[calls[c].Replace(" ", "", StringComparison.Ordinal)])];
            Assert.True(trained.Length > (c == calls.Length - 1 ? 10 : 200), $"{calls[c]}: only {trained.Length} values"); // the last is the regime, which seldom changes
            Assert.InRange(streamed.Length, trained.Length, trained.Length + 1); // time closes the last bar in a run; where only trades are read it stays open
            for (int i = 0; i < trained.Length; i++)
            {
                Assert.True(Math.Abs(trained[i] - streamed[i]) <= 1e-9 * Math.Max(1, Math.Abs(trained[i])), $"{calls[c]}, value {i}: streamed {streamed[i]:R}, trained {trained[i]:R}");
            }
        }
    }

    /// <summary>Values in the order in which they were asserted, by call.</summary>
    private static Dictionary<string, List<double>> Told(string journal)
    {
        Dictionary<string, List<double>> told = [];
        foreach (JournalRecord record in new JournalReader(journal).ReadAll().Where(static r => r.Type == JournalRecordType.FactChanges))
        {
            using JsonDocument json = JsonDocument.Parse(record.Payload);
            foreach (string change in json.RootElement.GetProperty("changes").EnumerateArray().Select(static c => c.GetString()!).Where(static c => c.StartsWith("+feature(", StringComparison.Ordinal)))
            {
                string[] parts = change.Split('"'); // +feature("BTCUSDT", "roc(1,1s)", 0.25).
                string value = parts[4].Trim(',', ' ', '.', ')');
                (told.TryGetValue(parts[3].Replace(" ", "", StringComparison.Ordinal), out List<double>? of) ? of : told[parts[3].Replace(" ", "", StringComparison.Ordinal)] = []).Add(double.Parse(value, CultureInfo.InvariantCulture));
            }
        }

        return told;
    }

    /// <summary>A value that stays the same is told once.</summary>
    private static IEnumerable<double> Distinct(IEnumerable<double> values)
    {
        double last = double.NaN;
        foreach (double value in values)
        {
            if (value != last)
            {
                yield return value;
            }

            last = value;
        }
    }
}

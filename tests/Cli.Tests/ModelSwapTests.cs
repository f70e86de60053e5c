using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>A paced run whose models are exchanged with <c>scalp models promote</c> and <c>rollback</c> while it goes on.</summary>
public sealed class ModelSwapTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ModelFact]
    public void Versions_promoted_and_taken_back_under_load_miss_no_tick_are_journalled_and_replay_agrees()
    {
        string models = _folder["models"], shipped = Shipped();
        string first = ModelVariants.Recalibrated(shipped, Path.Combine(models, "second/a"), 1, "The first.", timeBoxMs: 30_000), second = ModelVariants.Recalibrated(shipped, Path.Combine(models, "second/b"), 0.9, "The second.", timeBoxMs: 30_000);
        ModelVariants.WriteRegistry(models, "/second", (first, "second/a"), (second, "second/b"));
        LoadedRules rules = LoadedRules.Load([Checkout.PathOf("rules", "models")], MarketCatalogue.Relations, strict: true);
        RunModels scored = ModelLoader.Open(rules.Program!, models, new ModelOptions(), waits: false, new DiagnosticBag());
        ScoringDesk desk = Assert.Single(scored.Desks);
        StringWriter said = new();
        using RegistryWatch watch = RegistryWatch.Over(models, scored, new ModelOptions(), new Terminal(TextWriter.Null, said, false, false, 100))!;
        Notices notices = new();
        using (MarketRun run = new(rules.Program!, [Market()], new TickPipelineOptions { Instruments = DefaultInstruments.Create(), Models = scored, Journal = JournalWriter.Open(_folder["journal"]) }, notices))
        {
            int decided = 0;
            void Decide(params string[] words)
            {
                decided++;
                Answer answer = Scalp.Run(["models", .. words, "--reason", "a test", "--models", models]);
                Assert.True(answer.Code == ExitCode.Fine, answer.Error);
                File.SetLastWriteTimeUtc(Path.Combine(models, "registry.json"), DateTime.UtcNow.AddSeconds(decided)); // two decisions within the clock's step
                watch.Look();
            }

            run.Run(
                _ =>
                {
                    SpinWait.SpinUntil(() => desk.Answers >= desk.Asked, 120_000); // market time goes as slowly as the models need
                    if (decided == 0 && desk.Answers > 30)
                    {
                        Decide("promote", "second", second[..12]);
                    }
                    else if (decided == 1 && desk.Answers > 90)
                    {
                        Decide("rollback", "second");
                    }
                },
                CancellationToken.None);
            Assert.Equal(2, decided);
            Assert.Equal(Events(rules), run.Pipeline.Counters.Ticks);
        }

        Assert.Equal([second[..12], first[..12]], notices.Versions);
        Assert.Contains($"/second is scored by version {second[..12]}", said.ToString(), StringComparison.Ordinal);
        string text = string.Concat(new JournalReader(_folder["journal"]).ReadAll().Where(static r => r.Type is JournalRecordType.FactChanges or JournalRecordType.ModelNotice).Select(static r => System.Text.Encoding.UTF8.GetString(r.Payload.Span)));
        Assert.Contains($"model /second/{first[..12]}, ", text, StringComparison.Ordinal);
        Assert.Contains($"model /second/{second[..12]}, ", text, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"model_version\"", text, StringComparison.Ordinal);
        Assert.Equal(0, desk.Gauges.Late);
        Assert.Equal(ExitCode.Fine, Scalp.Run("replay", _folder["journal"]).Code);
        Assert.Equal(ExitCode.Fine, Scalp.Run("audit", _folder["journal"]).Code);
    }

    /// <summary>What cannot take over is told, and what runs stays.</summary>
    [ModelFact]
    public void A_version_that_cannot_take_over_leaves_the_one_that_runs_and_says_why_CSR6212()
    {
        string models = _folder["models"], shipped = Shipped();
        string first = ModelVariants.Recalibrated(shipped, Path.Combine(models, "second/a"), 1, "The first.");
        ModelVariants.Recalibrated(shipped, Path.Combine(models, "second/b"), 1, "Looks further.");
        string manifest = Path.Combine(models, "second/b/ensemble.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"horizonBars\": 20", "\"horizonBars\": 21", StringComparison.Ordinal));
        string second = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(manifest)));
        ModelVariants.WriteRegistry(models, "/second", (first, "second/a"), (second, "second/b"));
        LoadedRules rules = LoadedRules.Load([Checkout.PathOf("rules", "models")], MarketCatalogue.Relations, strict: true);
        using RunModels scored = ModelLoader.Open(rules.Program!, models, new ModelOptions(), waits: false, new DiagnosticBag());
        StringWriter said = new();
        using RegistryWatch watch = RegistryWatch.Over(models, scored, new ModelOptions(), new Terminal(TextWriter.Null, said, false, false, 100))!;
        Assert.Equal(ExitCode.Fine, Scalp.Run("models", "promote", "second", second, "--reason", "a test", "--models", models).Code);
        File.SetLastWriteTimeUtc(Path.Combine(models, "registry.json"), DateTime.UtcNow.AddSeconds(1));
        watch.Look();
        Assert.Contains("CSR6212", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("the versions that run stay", said.ToString(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(models, "registry.json"), "{");
        watch.Look();
        Assert.Contains("CSR6202", said.ToString(), StringComparison.Ordinal);
        Assert.Equal(first[..12], Assert.Single(scored.Desks).Version);
    }

    private static string Shipped()
    {
        ModelRegistry registry = ModelRegistry.Load(Checkout.PathOf("models"));
        return registry.PathOf(registry.Find("/second", null));
    }

    private static MarketSimulator Market() => new(new SimulatorOptions { Seed = 3, Schedule = [new(MarketPhase.Calm, 60), new(MarketPhase.Trending, 60)] });

    /// <summary>Of a run without models.</summary>
    private static long Events(LoadedRules rules)
    {
        using MarketRun run = new(rules.Program!, [Market()], new TickPipelineOptions { Instruments = DefaultInstruments.Create() }, new Notices());
        run.Run(null, CancellationToken.None);
        return run.Pipeline.Counters.Ticks;
    }

    private sealed class Notices : IRunObserver
    {
        public List<string> Versions { get; } = [];

        public void OnModelNotice(ModelNotice notice)
        {
            if (notice.Kind == ModelNoticeKind.Version)
            {
                Versions.Add(notice.Detail);
            }
        }

        public void OnDecision(DecisionOutcome outcome)
        {
        }

        public void OnNonDecision(EventTime at, NonDecision nonDecision)
        {
        }

        public void OnStatus(in MarketEvent status)
        {
        }

        public void OnRollback(TransactionResult result)
        {
        }
    }
}

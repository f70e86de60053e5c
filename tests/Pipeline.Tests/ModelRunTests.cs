using System.Collections.Immutable;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Scores in a run: deterministic, in time or late, from the rows that training would have made.</summary>
public sealed class ModelRunTests
{
    private static readonly string _models = Checkout.PathOf("models");

    [ModelFact]
    public void A_run_with_models_is_the_same_every_time_and_replays_from_its_journal()
    {
        using TempFolder folder = new();
        BoundProgram program = Pack();
        string? Hash(string name)
        {
            TickPipelineOptions options = Options(ModelLoader.Open(program, _models, new ModelOptions(), waits: true, new DiagnosticBag()));
            return Runs.Run(program, Market(), new Silent(), folder[name], options);
        }

        Assert.Equal(Hash("a"), Hash("b"));
        string text = string.Concat(new JournalReader(folder["a"]).ReadAll().Where(static r => r.Type == JournalRecordType.FactChanges).Select(static r => System.Text.Encoding.UTF8.GetString(r.Payload.Span)));
        string version = ModelRegistry.Load(_models).Find("/second").ActiveVersion!.Id;
        Assert.Contains($"model /second/{version}, feature row ", text, StringComparison.Ordinal);
        Assert.Contains("+model_score(/second, \\\"BTCUSDT\\\"", text, StringComparison.Ordinal);
    }

    /// <summary>The rows that reach a model live, against bars added up first and computed afterwards, as training does.</summary>
    [Fact]
    public void Live_rows_equal_training_rows()
    {
        EnsembleManifest manifest = Manifest();
        List<float[]> live = [];
        using ScoringDesk desk = new(manifest, new HandScorer("v", seat => live.Add([.. seat.Rows.TakeLast(manifest.Features.Length), seat.Regime])), TimeProvider.System) { LongestWait = TimeSpan.FromSeconds(120) };
        Run(Pack(), Market(), new RunModels([desk], Waits: true));
        List<float[]> training = [.. Training(manifest, "BTCUSDT", "/binance_spot").Skip(manifest.Window - 1)];
        List<float[]> ofFirst = [.. live.Where(row => training.Exists(t => t.SequenceEqual(row)))];
        Assert.True(training.Count > 60, $"only {training.Count} rows were known");
        Assert.Equal(training, ofFirst);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stuck_model_gives_late_scores_and_holds_no_tick(bool waits)
    {
        using ManualResetEventSlim gate = new();
        ScoringDesk desk = new(Manifest(), new HandScorer("v", _ => gate.Wait()), TimeProvider.System) { LongestWait = TimeSpan.FromMilliseconds(20) };
        (RunCounters counters, List<string> changes) = Run(Late(), Market(), new RunModels([desk], waits));
        gate.Set();
        Assert.Equal(Events(), counters.Ticks);
        Assert.Contains(changes, static c => c.StartsWith("+late_score(/second, \"BTCUSDT\", 5", StringComparison.Ordinal));
        Assert.DoesNotContain(changes, static c => c.StartsWith("+model_score(", StringComparison.Ordinal));
    }

    [Fact]
    public void A_score_that_cannot_be_made_is_late_and_the_next_one_takes_that_back()
    {
        int asked = 0;
        using ScoringDesk desk = new(Manifest(), new HandScorer("v", _ => asked++, fails: _ => asked == 3), TimeProvider.System) { LongestWait = TimeSpan.FromSeconds(120) };
        (_, List<string> changes) = Run(Late(), Market(), new RunModels([desk], Waits: true));
        Assert.Single(changes, static c => c.StartsWith("+late_score(", StringComparison.Ordinal));
        Assert.Contains(changes, static c => c.StartsWith("-late_score(", StringComparison.Ordinal));
        Assert.Contains(changes, static c => c.StartsWith("+model_score(", StringComparison.Ordinal));
    }

    [Fact]
    public void A_version_swapped_under_load_misses_no_tick_and_both_are_named()
    {
        ScoringDesk? desk = null;
        int asked = 0;
        HandScorer older = new("older", _ =>
        {
            if (++asked == 20)
            {
                desk!.Exchange(new HandScorer("newer", static s => s.Score.EnsembleBuffer[2] = 0.5));
            }
        });
        desk = new ScoringDesk(Manifest(), older, TimeProvider.System) { LongestWait = TimeSpan.FromSeconds(120) };
        using TempFolder folder = new();
        BoundProgram program = Late();
        using MarketRun run = new(program, [Market()], Options(new RunModels([desk], Waits: true)) with { Journal = JournalWriter.Open(folder["j"]) }, new Silent());
        run.Run(null, CancellationToken.None);
        run.Dispose();
        Assert.Equal(Events(), run.Pipeline.Counters.Ticks);
        string text = string.Concat(new JournalReader(folder["j"]).ReadAll().Where(static r => r.Type == JournalRecordType.FactChanges).Select(static r => System.Text.Encoding.UTF8.GetString(r.Payload.Span)));
        Assert.Contains("model /second/older, ", text, StringComparison.Ordinal);
        Assert.Contains("model /second/newer, ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("+late_score", text, StringComparison.Ordinal);
    }

    /// <summary>A scorer that always says the same drifts from what training saw; that is noticed without any rule that asks, and stands in the journal.</summary>
    [Fact]
    public void Drift_lateness_and_another_version_are_noticed_recorded_and_disturb_no_replay()
    {
        ScoringDesk? desk = null;
        int asked = 0;
        HandScorer newer = new("newer", static s => s.Score.EnsembleBuffer[1] = 1, fails: _ => asked++ is > 20 and < 26);
        HandScorer older = new("older", _ =>
        {
            if (++asked == 20)
            {
                desk!.Exchange(newer);
            }
        });
        desk = new ScoringDesk(Manifest(), older, TimeProvider.System) { LongestWait = TimeSpan.FromSeconds(120) };
        using TempFolder folder = new();
        NoticeTaker taker = new();
        MarketSimulator market = new(new SimulatorOptions { Seed = 3, Schedule = [new(MarketPhase.Trending, 340)] });
        using MarketRun run = new(Late(), [market], Options(new RunModels([desk], Waits: true)) with { Journal = JournalWriter.Open(folder["j"]) }, taker);
        run.Run(null, CancellationToken.None);
        run.Dispose();
        Assert.Equal(["newer"], taker.Notices.Where(static n => n.Kind == ModelNoticeKind.Version).Select(static n => n.Detail));
        Assert.Equal([(false, 3), (true, 0)], taker.Notices.Where(static n => n.Kind == ModelNoticeKind.LateScores).Select(static n => (n.IsOver, (int)n.Value)));
        ModelNotice prediction = Assert.Single(taker.Notices, static n => n.Kind == ModelNoticeKind.PredictionDrift);
        Assert.StartsWith("Performance anomaly detected: prediction_drift = ", prediction.Text, StringComparison.Ordinal);
        Assert.Equal(0.1, Assert.Single(taker.Notices.Take(6), static n => n.Kind == ModelNoticeKind.FeatureDrift).Threshold);
        Assert.True(desk.Gauges.PredictionDrift > 0.25 && desk.Gauges.FeatureDrift > 0.1 && desk.Gauges.DistributionShift is > 0.1 and <= 1);
        Assert.True(desk.Gauges.Brier is >= 0 and <= 2);
        Assert.Equal(5, desk.Gauges.Late);
        string[] recorded = [.. new JournalReader(folder["j"]).ReadAll().Where(static r => r.Type == JournalRecordType.ModelNotice).Select(static r => System.Text.Json.JsonDocument.Parse(r.Payload).RootElement.GetProperty("text").GetString()!)];
        Assert.Equal(taker.Notices.Select(static n => n.Text), recorded);
        Assert.Null(JournalReplay.Of(folder["j"]).FirstDifference);
    }

    [Fact]
    public void All_symbols_whose_bars_end_together_are_scored_in_one_call()
    {
        using ScoringDesk desk = new(Manifest(), new HandScorer("v", static _ => { }), TimeProvider.System);
        Run(Late(), Market(), new RunModels([desk], Waits: true));
        Assert.True(desk.Answers > 100, $"only {desk.Answers} scores");
        Assert.InRange(desk.Batches, desk.Answers / 2, (desk.Answers * 6 / 10) + 1); // two symbols; now and then one has no trade in a second
    }

    [Theory]
    [InlineData(0.09, 0.11, 0.2, 0.09, 0.07, 0.3, "+0.11 -0.07 +0.3")]
    [InlineData(double.NaN, 0.1, double.NaN, 0.5, 0.081, 0.0799, "+0.5 -0.0799")]
    public void An_alarm_is_told_when_it_begins_and_when_it_is_well_over(double a, double b, double c, double d, double e, double f, string told)
    {
        List<ModelNotice> notices = [];
        ModelAlarm alarm = new(ModelNoticeKind.FeatureDrift, "/x", 0.1);
        Array.ForEach([a, b, c, d, e, f], v => alarm.Look(v, "", EventTime.Zero, notices));
        Assert.Equal(told, string.Join(' ', notices.Select(static n => (n.IsOver ? "-" : "+") + n.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Rules_that_ask_for_scores_where_there_are_none_are_warned_CSR6211()
    {
        using TempFolder folder = new();
        DiagnosticBag diagnostics = new();
        Assert.Empty(ModelLoader.Open(Pack(), folder.Path, new ModelOptions(), waits: true, diagnostics).Desks);
        Assert.Equal("CSR6211", Assert.Single(diagnostics.ToSorted()).Code);
        Assert.False(diagnostics.HasErrors);
    }

    [Fact]
    public void A_program_that_reads_no_model_loads_none_and_is_not_warned()
    {
        DiagnosticBag diagnostics = new();
        Assert.Empty(ModelLoader.Open(Runs.DemoPacks(), "nowhere", new ModelOptions(), waits: true, diagnostics).Desks);
        Assert.Empty(diagnostics.ToSorted());
    }

    [Theory]
    [InlineData("x(S) :- model_score(/second, S, V), V > 0.5.", true, false)]
    [InlineData("x(S) :- model_score(/second/lstm, S, V), V > 0.5.", true, false)]
    [InlineData("x(S) :- model_score(_, S, V), V > 0.5.", true, true)]
    [InlineData("x(S) :- signal(/minute, S, \"BUY\", _).", false, true)]
    [InlineData("x(S) :- signal(_, S, \"BUY\", _).", false, false)]
    public void Only_ensembles_that_rules_name_are_wanted(string rule, bool second, bool minute)
    {
        WantedModels wanted = new(Rules.Bind($"Use market!\nUse models!\n{rule}"));
        Assert.Equal((second, minute), (wanted.Wants("/second"), wanted.Wants("/minute")));
    }

    private static BoundProgram Pack() => LoadedRules.Load([Checkout.PathOf("rules", "models")], MarketCatalogue.Relations, strict: true).Program!;

    private static BoundProgram Late() => Rules.Bind("""
        Use market!
        Use models!
        seen(Sym, Score) :- model_score(/second, Sym, Score).
        slow(Sym) :- late_score(/second, Sym, _).
        """);

    private static EnsembleManifest Manifest()
    {
        ModelRegistry registry = ModelRegistry.Load(_models);
        return ModelEnsemble.ReadManifest(registry.PathOf(registry.Find("/second", null)), null);
    }

    private static MarketSimulator Market() => new(new SimulatorOptions { Seed = 3, Schedule = [new(MarketPhase.Calm, 90), new(MarketPhase.Trending, 50)] });

    /// <summary>Of a run without models.</summary>
    private static long Events() => Run(Late(), Market(), RunModels.None).Counters.Ticks;

    private static TickPipelineOptions Options(RunModels models) => new() { Instruments = DefaultInstruments.Create(), Models = models };

    /// <summary>The run's counters, and every change that it was given of a model.</summary>
    private static (RunCounters Counters, List<string> Changes) Run(BoundProgram program, IMarketFeed feed, RunModels models)
    {
        using TempFolder folder = new();
        using MarketRun run = new(program, [feed], Options(models) with { Journal = JournalWriter.Open(folder["j"]) }, new Silent());
        run.Run(null, CancellationToken.None);
        run.Dispose();
        List<string> changes = [];
        foreach (JournalRecord record in new JournalReader(folder["j"]).ReadAll().Where(static r => r.Type == JournalRecordType.FactChanges))
        {
            using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(record.Payload);
            changes.AddRange(json.RootElement.GetProperty("changes").EnumerateArray().Select(static c => c.GetString()!).Where(static c => c.Contains("_score(", StringComparison.Ordinal)));
        }

        return (run.Pipeline.Counters, changes);
    }

    /// <summary>Known rows with their regimes, of bars that are added up before anything is computed.</summary>
    private static IEnumerable<float[]> Training(EnsembleManifest manifest, string symbol, string venue)
    {
        ImmutableArray<FeatureCall> calls = ModelCalls.Of(manifest);
        BarFeatureSet features = new(calls, FeatureSchema.Default);
        foreach (Bar bar in Bars(symbol, venue, ModelCalls.BarLengthNs(manifest)))
        {
            features.Update(new IndicatorBar(bar.Open.ToDouble(), bar.High.ToDouble(), bar.Low.ToDouble(), bar.Close.ToDouble(), bar.Volume.ToDouble()), []);
            float[] row = [.. Enumerable.Range(0, calls.Length - 1).Select(i => (float)features[i])];
            if (row.All(float.IsFinite))
            {
                yield return row;
            }
        }
    }

    private static List<Bar> Bars(string symbol, string venue, long lengthNs)
    {
        using MarketSimulator market = Market();
        BarBuilder builder = new(lengthNs);
        List<Bar> bars = [];
        while (market.TryNext(out MarketEvent e))
        {
            bool isOurs = e.Symbol == symbol && e.Venue == venue;
            if (isOurs && ((e.Kind == MarketEventKind.Trade && builder.Add(e.Time, e.Trade.Price, e.Trade.Size, out Bar closed)) || builder.TryAdvance(e.Time, out closed)))
            {
                bars.Add(closed);
            }
        }

        return bars;
    }

    private sealed class HandScorer(string version, Action<ScoringSeat> score, Func<ScoringSeat, bool>? fails = null) : IScorer
    {
        public string Version => version;

        public bool TryScore(ScoringSeat seat)
        {
            score(seat);
            return fails?.Invoke(seat) != true;
        }

        public void Dispose()
        {
        }
    }

    private sealed class NoticeTaker : Silent, IRunObserver
    {
        public List<ModelNotice> Notices { get; } = [];

        public void OnModelNotice(ModelNotice notice) => Notices.Add(notice);
    }

    private class Silent : IRunObserver
    {
        public void OnDecision(DecisionOutcome outcome)
        {
        }

        public void OnNonDecision(EventTime at, Engine.NonDecision nonDecision)
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

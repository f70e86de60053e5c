using System.Text.Json;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp models train</c>, from the call to a promoted version and back. Learning itself is stood in for, but in the last test.</summary>
public sealed class ModelTrainTests : IDisposable
{
    private const string Set = """
        {
          "name": "/second", "summary": "Small.", "bar": "1s", "window": 4, "horizonBars": 5, "costBps": 10, "volatility": "ewma_vol(20, 5, 1s)",
          "features": ["roc(1, 1s)", "rsi(10, 1s)", "natr(10, 1s)"], "regime": "regime(6, 1s)", "regimeAheadBars": 5, "seed": 7,
          "simulate": { "seconds": 400, "seeds": [101] },
          "periods": [{ "name": "seed 7", "simulate": { "seconds": 150, "seeds": [7] } }]
        }
        """;

    private static readonly string _models = Checkout.PathOf("models");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ModelFact]
    public void What_is_better_on_held_out_bars_is_staged_with_its_evidence_promoted_and_taken_back()
    {
        string timid = Running(0.3), good = ModelRegistry.Load(_models).Find("/second", null).Id;
        Answer trained = Train(ShippedSecond());
        Assert.True(trained.Code == ExitCode.Fine, trained.Out + trained.Error);
        Assert.Contains("It is better with confidence", trained.Out, StringComparison.Ordinal);
        Assert.Contains($"/second {good} is staged", trained.Out, StringComparison.Ordinal);
        Assert.Equal(timid, Registry().Find("/second").ActiveVersion!.Id);

        Answer promoted = Scalp.Run("models", "promote", "second", good, "--reason", "retrained", "--models", _folder["models"]);
        Assert.True(promoted.Code == ExitCode.Fine, promoted.Error);
        Assert.StartsWith("when it was staged, on seed 7: ", Registry().Find("/second").Promotions[^1].Evidence, StringComparison.Ordinal);
        Assert.Equal(good, Registry().Find("/second").ActiveVersion!.Id);

        Scalp.Run("models", "rollback", "second", "--models", _folder["models"]).FailsWith(ExitCode.WrongCall, "--reason", "Try 'scalp models rollback --help'");
        Answer back = Scalp.Run("models", "rollback", "second", "--reason", "it surprised us", "--models", _folder["models"], "--json");
        Assert.True(back.Code == ExitCode.Fine, back.Error);
        Assert.True(JsonDocument.Parse(Assert.Single(back.Lines)).RootElement.GetProperty("takesBack").GetBoolean());
        Assert.Equal(timid, Registry().Find("/second").ActiveVersion!.Id);
        Scalp.Run("models", "rollback", "second", "--reason", "again", "--models", _folder["models"]).FailsWith(ExitCode.WrongInput, "CSR6203", "nothing to go back to");

        string[] history = [.. Scalp.Run("models", "history", "second", "--models", _folder["models"]).Lines.Where(static l => l.Contains("->", StringComparison.Ordinal))];
        Assert.Equal([$"nothing -> {timid}: the first", $"{timid} -> {good}: retrained", $"{good} -> {timid}, taken back: it surprised us"], history.Select(static l => l[(l.IndexOf("  ", StringComparison.Ordinal) + 2)..]));
        Assert.All(history[1..], static l => Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}T", l));
    }

    [ModelFact]
    public void What_is_not_better_is_not_staged_and_kept_only_where_asked()
    {
        string good = Running(1);
        ModelVariants.Recalibrated(ShippedSecond(), _folder["timid"], 0.3, "Timid.");
        Answer trained = Train(_folder["timid"], "--json", "--out", _folder["kept"]);
        Assert.True(trained.Code == ExitCode.Fine, trained.Out + trained.Error);
        JsonElement said = JsonDocument.Parse(Assert.Single(trained.Lines)).RootElement;
        Assert.False(said.GetProperty("staged").GetBoolean());
        Assert.True(said.GetProperty("gain")[2].GetDouble() < 0);
        Assert.StartsWith("It is not better", said.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        Assert.Equal(good, Assert.Single(Registry().Find("/second").Versions).Id);
        Assert.True(File.Exists(_folder["kept/ensemble.json"]));
    }

    [Fact]
    public void Without_what_the_training_needs_the_message_says_what_to_do_CSR6213()
    {
        Answer answer = ScalpProcess.Run(new Dictionary<string, string> { ["SCALP_PYTHON"] = "/nowhere/python3" }, "models", "train", "--models", _folder["models"]);
        answer.FailsWith(ExitCode.Failed, "CSR6213", "SCALP_PYTHON names /nowhere/python3");
        Assert.False(Directory.Exists(_folder["models"]));
    }

    [Fact]
    public void A_training_that_fails_stages_nothing_and_shows_why()
    {
        Answer answer = Train("no such folder");
        answer.FailsWith(ExitCode.Failed, "the training ended with", "nothing was staged", "no such folder");
        Assert.False(Directory.Exists(_folder["models"]));
    }

    [Theory]
    [InlineData("\"bar\": \"1s\",", "", "'bar' is not there")]
    [InlineData("\"seeds\": [7]", "\"seeds\": []", "seeds")]
    [InlineData("\"/second\"", "\"second\"", "begins with a slash")]
    [InlineData("{", "", "")]
    public void A_set_that_cannot_be_used_says_why_CSR6214(string part, string by, string why)
    {
        int at = Set.IndexOf(part, StringComparison.Ordinal);
        string set = _folder.Write("set.json", Set[..at] + by + Set[(at + part.Length)..]);
        Scalp.Run("models", "train", set, "--models", _folder["models"]).FailsWith(ExitCode.WrongInput, "CSR6214", "set.json", why);
    }

    [Fact]
    public void Recorded_bars_are_asked_for_where_a_set_needs_them()
    {
        Scalp.Run("models", "train", "minute").FailsWith(ExitCode.WrongCall, "--data DIR", "train 'second'");
        Scalp.Run("models", "train", "minute", "--data", _folder["none"]).FailsWith(ExitCode.WrongCall, "there is no such folder");
        Scalp.Run("models", "train", "second", "--data", _folder.Path).FailsWith(ExitCode.WrongCall, "reads no --data");
        Scalp.Run("models", "train", "minute", "--data", _folder.Path).FailsWith(ExitCode.WrongCall, "there is no *.csv");
        Scalp.Run("models", "train", "hour").FailsWith(ExitCode.WrongCall, "hour.json", "minute, second");
    }

    [Fact]
    public void Held_out_bars_of_recorded_data_are_those_after_what_the_shipped_version_learned_from()
    {
        static string Row(string day) => $"{new DateTimeOffset(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeMilliseconds()},1,1,1,1,1";
        string[] days = ["2021-02-20", "2022-01-19", "2022-01-20", "2022-02-01", "2022-02-02", "2022-12-13", "2024-01-01"];
        _folder.Write("data/a.csv", "ts_ms,open,high,low,close,volume\n" + string.Join('\n', days.Select(Row)) + "\n");
        TrainingSet set = TrainingSet.Read("minute", Checkout.PathOf("models", "train"));
        string[] files = HeldOutBars.Write(new Terminal(TextWriter.Null, TextWriter.Null, false, false, 80), set, _folder["data"], _folder["held-out"]);
        Assert.Equal([Row("2022-01-20"), Row("2022-02-01"), Row("2022-12-13")], files.SelectMany(static f => File.ReadLines(f).Skip(1)));
    }

    /// <summary>The whole of it, in about a minute of the processor's time.</summary>
    [LongModelFact]
    public void A_small_ensemble_is_really_trained_from_the_simulator_and_staged()
    {
        string set = _folder.Write("set.json", Set);
        Answer trained = ScalpProcess.Run(new Dictionary<string, string>(), "models", "train", set, "--models", _folder["models"]);
        Assert.True(trained.Code == ExitCode.Fine, trained.Out + trained.Error);
        RegistryVersion staged = Assert.Single(Registry().Find("/second").Versions);
        Assert.Contains("No version runs that it could be compared with", staged.Evidence, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, Scalp.Run("models", "promote", "second", staged.Id, "--reason", "the first", "--models", _folder["models"]).Code);
        Assert.Contains("## Results on held-out periods", Scalp.Run("models", "card", "second", "--models", _folder["models"]).Out, StringComparison.Ordinal);
        Answer again = ScalpProcess.Run(new Dictionary<string, string>(), "models", "train", set, "--models", _folder["models"]);
        Assert.Contains("again, which runs already", again.Out, StringComparison.Ordinal); // seeded: the same models to the bit
    }

    private ModelRegistry Registry() => ModelRegistry.Load(_folder["models"]);

    private static string ShippedSecond()
    {
        ModelRegistry shipped = ModelRegistry.Load(_models);
        return shipped.PathOf(shipped.Find("/second", null));
    }

    /// <summary>A registry of its own in which a recalibrated version runs; its id.</summary>
    private string Running(double factor)
    {
        string sha256 = ModelVariants.Recalibrated(ShippedSecond(), _folder["models/second/running"], factor, "Runs.");
        ModelVariants.WriteRegistry(_folder["models"], "/second", (sha256, "second/running"));
        return sha256[..12];
    }

    /// <summary>Trains with a stand-in for Python that has learned a folder by heart.</summary>
    private Answer Train(string learned, params string[] more)
    {
        string python = _folder.Write("python", $"#!/bin/sh\ncase \"$1\" in -c) exit 0 ;; esac\nwhile [ $# -gt 1 ]; do [ \"$1\" = --out ] && out=\"$2\"; shift; done\nexec cp '{learned}'/* \"$out\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(python, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return ScalpProcess.Run(new Dictionary<string, string> { ["SCALP_PYTHON"] = python }, ["models", "train", _folder.Write("set.json", Set), "--models", _folder["models"], .. more]);
    }
}

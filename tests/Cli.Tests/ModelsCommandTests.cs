using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp models</c>: what it shows, changes and refuses.</summary>
public sealed class ModelsCommandTests : IDisposable
{
    private static readonly string _models = Checkout.PathOf("models");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_names_every_version_and_which_runs()
    {
        Answer answer = Scalp.Run("models", "list", "--models", _models);
        Assert.Equal(ExitCode.Fine, answer.Code);
        Assert.Contains(answer.Lines, static l => l.StartsWith("/minute ", StringComparison.Ordinal) && l.Contains(" runs ", StringComparison.Ordinal));
        Assert.Contains(answer.Lines, static l => l.StartsWith("/second ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_card_says_whether_there_is_an_edge_after_costs()
    {
        Assert.Contains("**There is no edge after costs:**", Scalp.Run("models", "card", "minute", "--models", _models).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_said_with_a_code()
    {
        Scalp.Run("models", "card", "hour", "--models", _models).FailsWith(ExitCode.WrongInput, "CSR6203", "'/hour'", "/minute, /second");
        Scalp.Run("models", "list", "--models", _folder.Path).FailsWith(ExitCode.WrongInput, "CSR6202", "registry.json");
        Scalp.Run("models", "train", "hour", "--models", _models).FailsWith(ExitCode.WrongCall, "hour.json");
        Scalp.Run("run", "--rules", Checkout.PathOf("rules", "models"), "--feed", "sim:7", "--model-device", "gpu").FailsWith(ExitCode.WrongCall, "cpu, cuda or tensorrt");
    }

    [Fact]
    public void Labels_say_what_came_first_and_leave_the_end_open()
    {
        string bars = _folder.Write("bars.csv", Bars(200));
        Assert.Equal(ExitCode.Fine, Scalp.Run("models", "label", bars, "--volatility", "ewma_vol(20, 10)", "--horizon", "10", "--cost", "10", "--out", _folder["labels.csv"]).Code);
        string[] labels = File.ReadAllLines(_folder["labels.csv"]);
        Assert.Equal("ts_ms,label,long_bps,short_bps", labels[0]);
        Assert.Equal(201, labels.Length);
        Assert.EndsWith(",,,", labels[^1], StringComparison.Ordinal);
        Assert.All(labels[30..150], static l => Assert.Contains(l.Split(',')[1], new[] { "0", "1", "2" }));
        Scalp.Run("models", "label", bars, "--volatility", "mid", "--horizon", "10", "--cost", "10", "--out", _folder["x.csv"]).FailsWith(ExitCode.WrongCall, "--volatility", "'mid'");
    }

    [Fact]
    public void Bars_of_a_feed_are_those_that_a_run_adds_up()
    {
        Answer answer = Scalp.Run("features", "bars", "sim:7?seconds=30", "--length", "1s", "--out", _folder["bars"]);
        Assert.Equal(ExitCode.Fine, answer.Code);
        Assert.Equal(4, answer.Lines.Length);
        Assert.Equal("ts_ms,open,high,low,close,volume", File.ReadLines(_folder["bars/binance_spot_BTCUSDT.csv"]).First());
        Scalp.Run("features", "bars", "sim:7", "--length", "soon", "--out", _folder["y"]).FailsWith(ExitCode.WrongCall, "--length", "'soon'");
    }

    [ModelFact]
    public void A_version_is_staged_judged_promoted_and_taken_back()
    {
        ModelRegistry shipped = ModelRegistry.Load(_models);
        string models = _folder["models"], bars = _folder.Write("bars.csv", Bars(400));
        Directory.CreateDirectory(models);
        foreach (string name in new[] { "/second", "/minute" })
        {
            Assert.Equal(ExitCode.Fine, Scalp.Run("models", "stage", shipped.PathOf(shipped.Find(name, null)), "--models", models).Code);
        }

        string second = ModelRegistry.Load(models).Find("/second").Versions[0].Id;
        Assert.Null(ModelRegistry.Load(models).Find("/second").Active);
        Answer judged = Scalp.Run("models", "eval", "second", bars, "--version-id", second, "--models", models);
        Assert.Equal(ExitCode.Fine, judged.Code);
        Assert.Contains("log loss", judged.Out, StringComparison.Ordinal);
        Answer promoted = Scalp.Run("models", "promote", "second", second[..6], "--reason", "it is there", "--on", bars, "--models", models);
        Assert.Equal(ExitCode.Fine, promoted.Code);
        Promotion kept = Assert.Single(ModelRegistry.Load(models).Find("/second").Promotions);
        Assert.Equal((null, second, "it is there"), (kept.From, kept.To, kept.Reason));
        Assert.Contains("samples, log loss", kept.Evidence, StringComparison.Ordinal);
        Scalp.Run("models", "promote", "second", second, "--reason", "again", "--models", models).FailsWith(ExitCode.WrongCall, "runs already");
    }

    [Fact]
    public void Without_the_runtime_the_message_says_what_to_do_and_a_run_goes_on_without_scores_CSR6201()
    {
        string bars = _folder.Write("bars.csv", Bars(50));
        (int code, string said) = WithoutRuntime("models", "eval", "second", bars, "--models", _models);
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("CSR6201", said, StringComparison.Ordinal);
        Assert.Contains("install.sh", said, StringComparison.Ordinal);
        (code, said) = WithoutRuntime("run", "--rules", Checkout.PathOf("rules", "models"), "--feed", "sim:7?seconds=5", "--proofs", "none", "--models", _models);
        Assert.Equal(ExitCode.Fine, code);
        Assert.Contains("CSR6201", said, StringComparison.Ordinal);
        Assert.Contains("CSR6211", said, StringComparison.Ordinal);
        Assert.Contains("decisions    0", said, StringComparison.Ordinal);
    }

    private static (int Code, string Said) WithoutRuntime(params string[] arguments)
    {
        Answer answer = ScalpProcess.Run(new Dictionary<string, string> { ["SCALP_ONNXRUNTIME"] = "/nowhere/libonnxruntime.so" }, arguments);
        return (answer.Code, answer.Out + answer.Error);
    }

    private static string Bars(int count)
    {
        StringBuilder text = new("ts_ms,open,high,low,close,volume\n");
        double price = 100;
        for (int i = 0; i < count; i++)
        {
            double open = price;
            price *= 1 + (0.001 * Math.Sin(i * 1.7)) + (0.0004 * Math.Cos(i / 9.0));
            text.Append(CultureInfo.InvariantCulture, $"{1_700_000_000_000 + (i * 1000L)},{open:F4},{Math.Max(open, price) * 1.0002:F4},{Math.Min(open, price) * 0.9998:F4},{price:F4},{1 + (i % 7)}\n");
        }

        return text.ToString();
    }
}

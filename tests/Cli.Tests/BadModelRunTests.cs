using System.Text;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>Whatever is wrong with a model: a code and a place on the error stream, a run that goes on without its scores, and <c>models</c> that refuses it.</summary>
public sealed class BadModelRunTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string> Damages => new()
    {
        { "missing", "CSR6204", "lstm.onnx" },
        { "truncated", "CSR6206", "lstm.onnx" },
        { "not registered", "CSR6205", "lstm.onnx" },
        { "wrong shape", "CSR6207", "lstm.onnx" },
        { "other outputs", "CSR6208", "/second/lstm" },
        { "other manifest", "CSR6205", "ensemble.json" },
        { "no examples", "CSR6209", "no example" },
    };

    [ModelTheory]
    [MemberData(nameof(Damages))]
    public void A_bad_model_is_refused_with_a_code_and_the_run_goes_on_without_scores(string damage, string code, string named)
    {
        string models = Damaged(damage, runs: true);
        Answer run = Scalp.Run("run", "--rules", Checkout.PathOf("rules", "models"), "--feed", "sim:7?seconds=2", "--proofs", "none", "--models", models);
        Assert.True(run.Code == ExitCode.Fine, run.Error);
        Assert.Contains($"warning {code}", run.Error, StringComparison.Ordinal);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Contains("the run goes on without scores of /second", run.Error, StringComparison.Ordinal);
        Assert.Contains("warning CSR6211", run.Error, StringComparison.Ordinal);
        Assert.Contains("decisions    0", run.Out, StringComparison.Ordinal);

        string bars = _folder.Write("bars.csv", "ts_ms,open,high,low,close,volume\n1000,1,1,1,1,1\n");
        Scalp.Run("models", "eval", "second", bars, "--models", models).FailsWith(ExitCode.WrongInput, code, named);
        Answer list = Scalp.Run("models", "list", "--models", models);
        Assert.Equal(damage == "other manifest" ? ExitCode.WrongInput : ExitCode.Fine, list.Code);
        Assert.Contains(list.Lines, static l => l.StartsWith("/minute ", StringComparison.Ordinal)); // what is sound is listed all the same
    }

    [ModelTheory]
    [MemberData(nameof(Damages))]
    public void A_bad_model_is_neither_promoted_nor_staged(string damage, string code, string named)
    {
        string models = Damaged(damage, runs: false), before = File.ReadAllText(Path.Combine(models, "registry.json"));
        ModelRegistry registry = ModelRegistry.Load(models);
        RegistryVersion version = registry.Find("/second").Versions[0];
        Scalp.Run("models", "promote", "second", version.Id, "--reason", "a test", "--models", models).FailsWith(ExitCode.WrongInput, code, named);
        if (damage != "other manifest") // a folder that is not registered may have any
        {
            Scalp.Run("models", "stage", registry.PathOf(version), "--models", models).FailsWith(ExitCode.WrongInput, code, named);
        }

        Assert.Equal(before, File.ReadAllText(Path.Combine(models, "registry.json")));
    }

    [ModelFact]
    public void A_host_says_which_model_gives_no_scores_and_why()
    {
        string models = Damaged("truncated", runs: true);
        using ServedProcess served = new(null, "--rules", Checkout.PathOf("rules", "models"), "--feed", "sim:7?seconds=2", "--port", "0", "--models", models);
        served.WaitForEndOfFeed();
        using HttpClient client = new();
        string health = client.GetStringAsync(new Uri(new Uri(served.Address), "health")).GetAwaiter().GetResult();
        Assert.Contains("\"ml_models\"", health, StringComparison.Ordinal);
        Assert.Contains("CSR6206", health, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, served.Stop());
    }

    [ModelFact]
    public void A_host_without_the_card_that_was_asked_for_scores_on_the_processor_and_its_metrics_say_so()
    {
        using ServedProcess served = new(null, "--rules", Checkout.PathOf("rules", "models"), "--feed", "sim:7?seconds=90", "--port", "0", "--models", Checkout.PathOf("models"), "--model-device", "tensorrt");
        served.WaitForEndOfFeed();
        using HttpClient client = new();
        string metrics = client.GetStringAsync(new Uri(new Uri(served.Address), "metrics")).GetAwaiter().GetResult();
        bool fallsBack = served.Error.Contains("CSR6210", StringComparison.Ordinal); // not where there is a card
        Assert.Contains($"ml_model_device_fallback{{model_type=\"/second\",asked=\"tensorrt\"}} {(fallsBack ? 1 : 0)}\n", metrics, StringComparison.Ordinal);
        Assert.Contains($"device=\"{(fallsBack ? "cpu" : "tensorrt")}\"}} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("ml_model_late_scores_total{model_type=\"/second\"} 0\n", metrics, StringComparison.Ordinal);
        Assert.Matches("ml_model_inference_seconds_count\\{model_type=\"/second\"\\} [1-9]", metrics);
        Assert.Equal(ExitCode.Fine, served.Stop());
    }

    [Fact]
    public void A_runtime_that_cannot_be_loaded_says_which_file_and_what_to_do_CSR6201()
    {
        string library = _folder.Write("libonnxruntime.so", "no library");
        Answer answer = ScalpProcess.Run(
            new Dictionary<string, string> { ["SCALP_ONNXRUNTIME"] = library },
            "run", "--rules", Checkout.PathOf("rules", "models"), "--feed", "sim:7?seconds=2", "--proofs", "none", "--models", Checkout.PathOf("models"));
        Assert.Equal(ExitCode.Fine, answer.Code);
        Assert.Contains("warning CSR6201", answer.Error, StringComparison.Ordinal);
        if (ModelRuntime.WhyMissing is null)
        {
            Assert.Contains($"{library} cannot be loaded", answer.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>A registry of both ensembles in which something is wrong with the version of /second.</summary>
    private string Damaged(string damage, bool runs)
    {
        ModelRegistry shipped = ModelRegistry.Load(Checkout.PathOf("models"));
        string models = _folder["models"];
        ModelRegistry registry = ModelRegistry.LoadOrEmpty(models);
        foreach (string name in new[] { "/minute", "/second" })
        {
            RegistryVersion version = shipped.Find(name, null);
            string target = Path.Combine(models, version.Folder);
            RegistryRun.Copy(shipped.PathOf(version), target);
            string sha256 = name == "/second" ? Damage(damage, target, shipped) : version.Sha256;
            registry = registry.With(name, version with { Sha256 = sha256 });
            registry = runs ? registry.Promote(name, registry.Find(name).Versions[0], "shipped", "none", DateTimeOffset.UnixEpoch) : registry;
        }

        registry.Save();
        return models;
    }

    /// <summary>The sha256 that its manifest is registered with afterwards.</summary>
    private static string Damage(string damage, string folder, ModelRegistry shipped)
    {
        string lstm = Path.Combine(folder, "lstm.onnx"), manifest = Path.Combine(folder, "ensemble.json"), examples = Path.Combine(folder, "examples.json");
        string registered = HashOf(manifest);
        switch (damage)
        {
            case "missing": File.Delete(lstm); return registered;
            case "truncated": return Replaced(manifest, lstm, File.ReadAllBytes(lstm)[..500]);
            case "not registered": File.AppendAllText(lstm, "x"); return registered;
            case "wrong shape": return Replaced(manifest, lstm, File.ReadAllBytes(Path.Combine(folder, "regime.onnx")));
            case "other outputs": return Replaced(manifest, lstm, File.ReadAllBytes(Path.Combine(shipped.PathOf(shipped.Find("/minute", null)), "lstm.onnx")));
            case "other manifest": File.AppendAllText(manifest, " "); return registered;
            case "no examples": return Replaced(manifest, examples, Encoding.UTF8.GetBytes("{\"rows\":[]}"));
            default: throw new ArgumentOutOfRangeException(nameof(damage));
        }
    }

    /// <summary>Another file, and a manifest that names its hash: as if it had been trained so.</summary>
    private static string Replaced(string manifest, string file, byte[] bytes)
    {
        string before = HashOf(file);
        File.WriteAllBytes(file, bytes);
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(before, HashOf(file), StringComparison.Ordinal));
        return HashOf(manifest);
    }

    private static string HashOf(string file) => ModelFile.HashOf(File.ReadAllBytes(file));
}

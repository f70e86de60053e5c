using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Models.Tests;

/// <summary>Whatever is wrong with a model is told at load, with a code and the file; nothing of it is ever run.</summary>
public sealed class BadModelTests
{
    [ModelFact]
    public void A_tampered_model_is_refused_CSR6205()
    {
        using TempFolder folder = new();
        Shipped.Copy("/second", folder);
        byte[] bytes = File.ReadAllBytes(folder["lstm.onnx"]);
        bytes[^9] ^= 1;
        File.WriteAllBytes(folder["lstm.onnx"], bytes);
        ModelException refused = Assert.Throws<ModelException>(() => Shipped.LoadFolder(folder.Path));
        Assert.Equal("CSR6205", refused.Code);
        Assert.Contains("lstm.onnx", refused.Message, StringComparison.Ordinal);
    }

    [ModelFact]
    public void A_manifest_that_is_not_the_registered_one_is_refused_CSR6205()
    {
        using TempFolder folder = new();
        Shipped.Copy("/second", folder);
        string registered = Shipped.Registry.Find("/second", null).Sha256;
        File.WriteAllText(folder["ensemble.json"], File.ReadAllText(folder["ensemble.json"]) + " ");
        Assert.Equal("CSR6205", Assert.Throws<ModelException>(() => ModelEnsemble.Load(folder.Path, registered, new ModelOptions(), new DiagnosticBag())).Code);
        Assert.Equal("CSR6205", Assert.Throws<ModelException>(() => ModelEnsemble.ReadManifest(folder.Path, registered)).Code);
    }

    [ModelTheory]
    [InlineData("trees-trending.onnx")]
    [InlineData("ensemble.json")]
    [InlineData("examples.json")]
    public void A_missing_file_is_named_CSR6204(string file)
    {
        using TempFolder folder = new();
        Shipped.Copy("/second", folder);
        File.Delete(folder[file]);
        ModelException refused = Assert.Throws<ModelException>(() => Shipped.LoadFolder(folder.Path));
        Assert.Equal("CSR6204", refused.Code);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [ModelTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_truncated_model_is_refused_CSR6206(int length)
    {
        using TempFolder folder = new();
        Shipped.Copy("/second", folder);
        Replace(folder, "transformer.onnx", File.ReadAllBytes(folder["transformer.onnx"])[..length]);
        Assert.Equal("CSR6206", Assert.Throws<ModelException>(() => Shipped.LoadFolder(folder.Path)).Code);
    }

    [ModelTheory]
    [InlineData("lstm.onnx", "regime.onnx", "rows")]
    [InlineData("transformer.onnx", "lstm.onnx", "attention")]
    [InlineData("regime.onnx", "trees-normal.onnx", "rows")]
    public void A_model_of_another_shape_is_refused_CSR6207(string file, string by, string what)
    {
        using TempFolder folder = new();
        Shipped.Copy("/second", folder);
        Replace(folder, file, File.ReadAllBytes(folder[by]));
        ModelException refused = Assert.Throws<ModelException>(() => Shipped.LoadFolder(folder.Path));
        Assert.Equal("CSR6207", refused.Code);
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
    }

    [ModelFact]
    public void A_model_that_gives_something_else_than_its_training_saw_is_refused_CSR6208()
    {
        using TempFolder folder = new(), other = new();
        Shipped.Copy("/second", folder);
        Shipped.Copy("/minute", other);
        Replace(folder, "lstm.onnx", File.ReadAllBytes(other["lstm.onnx"]));
        ModelException refused = Assert.Throws<ModelException>(() => Shipped.LoadFolder(folder.Path));
        Assert.Equal("CSR6208", refused.Code);
        Assert.Contains("/second/lstm", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2", "format")]
    [InlineData("\"window\": 16", "\"window\": 0", "window")]
    [InlineData("\"kind\": \"attention\"", "\"kind\": \"oracle\"", "oracle")]
    [InlineData("\"file\": \"lstm.onnx\"", "\"file\": \"../lstm.onnx\"", "plain file name")]
    [InlineData("\"timeBoxMs\": 5", "\"timeBoxMs\": 0", "time box")]
    [InlineData("\"summary\"", "\"sumary\"", "")]
    [InlineData("{", "", "")]
    public void A_manifest_that_cannot_be_used_says_why_CSR6209(string part, string by, string why)
    {
        using TempFolder folder = new();
        Shipped.Copy("/second", folder);
        string text = File.ReadAllText(folder["ensemble.json"]);
        int at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the manifest no longer holds {part}");
        File.WriteAllText(folder["ensemble.json"], string.Concat(text.AsSpan(0, at), by, text.AsSpan(at + part.Length)));
        ModelException refused = Assert.Throws<ModelException>(() => ModelEnsemble.ReadManifest(folder.Path, null));
        Assert.Equal("CSR6209", refused.Code);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [ModelTheory]
    [InlineData(ModelDevice.Cuda)]
    [InlineData(ModelDevice.TensorRt)]
    public void Without_the_device_that_was_asked_for_the_processor_scores_and_a_warning_says_so_CSR6210(ModelDevice device)
    {
        DiagnosticBag diagnostics = new();
        RegistryVersion version = Shipped.Registry.Find("/second", null);
        ModelEnsemble ensemble = ModelEnsemble.Load(Shipped.Registry.PathOf(version), version.Sha256, new ModelOptions { Device = device }, diagnostics);
        using EnsembleScorer scorer = ensemble.CreateScorer(1, diagnostics);
        Assert.True(scorer.TryScore(Shipped.Windows(ensemble.Manifest, 1, 1), [0], [scorer.NewScore()]));
        Assert.All(diagnostics.ToSorted(), static d => Assert.Equal("CSR6210", d.Code)); // none where there is a card
    }

    [Fact]
    public void A_registry_that_cannot_be_read_is_refused_CSR6202()
    {
        using TempFolder folder = new();
        Assert.Equal("CSR6202", Assert.Throws<ModelException>(() => ModelRegistry.Load(folder.Path)).Code);
        folder.Write("registry.json", "{\"ensembles\":[{\"name\":\"/a\",\"active\":null,\"versions\":[{\"sha256\":\"12\",\"folder\":\"a\"}],\"promotions\":[]}]}");
        Assert.Contains("12", Assert.Throws<ModelException>(() => ModelRegistry.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_or_version_that_is_not_registered_is_refused_CSR6203()
    {
        ModelException refused = Assert.Throws<ModelException>(() => Shipped.Registry.Find("/hour"));
        Assert.Equal("CSR6203", refused.Code);
        Assert.Contains("/minute, /second", refused.Message, StringComparison.Ordinal);
        Assert.Equal("CSR6203", Assert.Throws<ModelException>(() => Shipped.Registry.Find("/minute", "zz")).Code);
    }

    /// <summary>Another file in place of a model, and its hash in the manifest: as if it had been registered.</summary>
    private static void Replace(TempFolder folder, string file, byte[] by)
    {
        string before = ModelFile.HashOf(File.ReadAllBytes(folder[file]));
        File.WriteAllBytes(folder[file], by);
        string manifest = File.ReadAllText(folder["ensemble.json"], Encoding.UTF8);
        Assert.Contains(before, manifest, StringComparison.Ordinal);
        File.WriteAllText(folder["ensemble.json"], manifest.Replace(before, ModelFile.HashOf(by), StringComparison.Ordinal));
    }
}

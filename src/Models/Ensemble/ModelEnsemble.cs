using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Models;

/// <summary>An ensemble whose files are the registered ones and give what its training saw. Immutable; makes scorers.</summary>
public sealed class ModelEnsemble
{
    /// <summary>How far a member may be from what its training gave, as a probability.</summary>
    public const double ExampleTolerance = 1e-5;

    private readonly ImmutableDictionary<string, byte[]> _files;
    private readonly ModelOptions _options;

    private ModelEnsemble(EnsembleManifest manifest, ImmutableDictionary<string, byte[]> files, ModelOptions options) =>
        (Manifest, _files, _options) = (manifest, files, options);

    public EnsembleManifest Manifest { get; }

    /// <summary>What was asked for to run on.</summary>
    public ModelDevice Device => _options.Device;

    /// <summary>Loads a folder with <c>ensemble.json</c>, checks every hash and shape, runs the examples (which also warms the models up).</summary>
    /// <param name="folder">The version's folder.</param>
    /// <param name="sha256">What the manifest's hash must be; null accepts any, for a folder that is not registered yet.</param>
    /// <param name="options">Device and threads.</param>
    /// <param name="diagnostics">Receives warnings.</param>
    /// <exception cref="ModelException">CSR6201 and CSR6204 to CSR6209.</exception>
    public static ModelEnsemble Load(string folder, string? sha256, ModelOptions options, DiagnosticBag diagnostics)
    {
        EnsembleManifest manifest = ReadManifest(folder, sha256);
        ImmutableDictionary<string, byte[]> files = manifest.Members.Append(manifest.RegimeModel).SelectMany(static m => m.Files).DistinctBy(static f => f.Name)
            .ToImmutableDictionary(static f => f.Name, f => f.Read(folder, manifest.Name));
        ModelEnsemble ensemble = new(manifest, files, options);
        using EnsembleScorer scorer = ensemble.CreateScorer(1, diagnostics);
        using JsonDocument examples = JsonDocument.Parse(manifest.Examples.Read(folder, manifest.Name));
        ExampleCheck.Run(manifest, scorer, examples.RootElement);
        return ensemble;
    }

    /// <summary>The manifest alone; no model is loaded.</summary>
    /// <exception cref="ModelException">CSR6204, CSR6205, CSR6209.</exception>
    public static EnsembleManifest ReadManifest(string folder, string? sha256)
    {
        string path = Path.Combine(folder, "ensemble.json");
        if (sha256 is not null)
        {
            return ManifestReader.Read(path, new ModelFile("ensemble.json", sha256).Read(folder, "the registry"));
        }

        try
        {
            return ManifestReader.Read(path, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(ModelDiagnostics.FileMissing, e, path, folder, e.Message);
        }
    }

    /// <summary>Sessions of its own for one thread.</summary>
    /// <param name="batch">Windows at a time, 1 to 1024.</param>
    /// <param name="diagnostics">Receives warnings.</param>
    /// <exception cref="ModelException">CSR6201, CSR6206, CSR6207.</exception>
    public EnsembleScorer CreateScorer(int batch, DiagnosticBag diagnostics)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch, 1024);
        IModelRuntime runtime = ModelRuntime.Require();
        int features = Manifest.Features.Length, window = Manifest.Window;
        IModelSession Open(ModelFile file, ModelShape shape) => runtime.Open($"{Manifest.Name}/{file.Name}", _files[file.Name], shape, batch, _options, diagnostics);

        MemberRunner Runner(MemberManifest member)
        {
            switch (member.Kind)
            {
                case MemberKind.Sequence: return new SequenceRunner(Open(member.Files[0], ModelShape.Sequence(window, features)), 0);
                case MemberKind.Attention: return new SequenceRunner(Open(member.Files[0], ModelShape.Attention(window, features)), window);
                case MemberKind.Regimes:
                    Dictionary<string, IModelSession> byFile = member.Files.DistinctBy(static f => f.Name).ToDictionary(static f => f.Name, f => Open(f, ModelShape.Row(features, 3)));
                    return new RegimeRunner([.. member.Files.Select(f => byFile[f.Name])], features, window * features, batch);
                default: throw new System.Diagnostics.UnreachableException();
            }
        }

        int regimes = RegimeNames.All.Length;
        return new EnsembleScorer(
            Manifest, [.. Manifest.Members.Select(Runner)], Open(Manifest.RegimeModel.Files[0], ModelShape.Row(features + regimes, regimes)), batch);
    }
}

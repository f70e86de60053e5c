using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Judges a version of an ensemble on files of bars, through the code that scores live.</summary>
internal static class ModelEvalRun
{
    public static int Run(Terminal terminal, ModelRegistry registry, string name, string? id, string[] files, bool json)
    {
        RegistryVersion version = registry.Find(name, id);
        Evaluation evaluation = Judge(terminal, registry.PathOf(version), version.Sha256, files, out EnsembleManifest manifest);
        if (json)
        {
            terminal.Out.WriteLine(Json(manifest, evaluation));
        }
        else
        {
            Print(terminal, manifest, evaluation);
        }

        return ExitCode.Fine;
    }

    /// <exception cref="WrongCallException">No sample can be judged.</exception>
    public static Evaluation Judge(Terminal terminal, string folder, string? sha256, string[] files, out EnsembleManifest manifest) =>
        Of(manifest = Score(terminal, folder, sha256, files, out IReadOnlyList<ScoredSample> samples), samples);

    /// <summary>What scores are worth.</summary>
    public static Evaluation Of(EnsembleManifest manifest, IReadOnlyList<ScoredSample> samples) => Evaluation.Of(samples, manifest.HorizonBars, manifest.Act);

    /// <summary>Scores files of bars with a version, and finds what became of each score.</summary>
    /// <exception cref="ModelException">The version cannot be run.</exception>
    /// <exception cref="WrongCallException">No sample can be judged.</exception>
    public static EnsembleManifest Score(Terminal terminal, string folder, string? sha256, string[] files, out IReadOnlyList<ScoredSample> samples)
    {
        DiagnosticBag diagnostics = new();
        ModelEnsemble ensemble = ModelEnsemble.Load(folder, sha256, new ModelOptions(), diagnostics);
        EnsembleManifest manifest = ensemble.Manifest;
        ModelCalls.Check(manifest);
        using EnsembleScorer scorer = ensemble.CreateScorer(1, diagnostics);
        DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), json: false);
        BarScores scores = new(manifest, scorer);
        Array.ForEach(files, scores.Add);
        samples = scores.Samples;
        return samples.Count > 0
            ? manifest
            : throw new WrongCallException($"{string.Join(", ", files)}: too few bars of {manifest.Bar} for one score and its outcome");
    }

    /// <summary>One line that says what counts, for the record of a promotion.</summary>
    public static string Line(Evaluation e) => string.Create(
        CultureInfo.InvariantCulture, $"{e.Count} samples, log loss {Text(e.LogLoss)}, Brier {Text(e.Brier)}, {(e.Trades == 0 ? "never acts" : $"{e.Trades} trades of {Text(e.Expectation)} bps")}");

    private static void Print(Terminal terminal, EnsembleManifest manifest, Evaluation e)
    {
        TextWriter o = terminal.Out;
        CultureInfo c = CultureInfo.InvariantCulture;
        o.WriteLine($"{manifest.Name}, version {manifest.Version}: {manifest.Summary}");
        o.WriteLine(string.Create(c, $"  samples      {e.Count}; down {e.Shares[0]:P1}, none {e.Shares[1]:P1}, up {e.Shares[2]:P1}"));
        o.WriteLine(string.Create(c, $"  accuracy     {Text(e.Accuracy)}; naming the commonest outcome every time: {e.BaseRate:F4}"));
        o.WriteLine(string.Create(c, $"  log loss     {Text(e.LogLoss)}; saying these shares every time: {e.LogLossOfShares:F4}"));
        o.WriteLine($"  Brier score  {Text(e.Brier)}");
        o.WriteLine($"  AUC          up {Text(e.AucUp)}, down {Text(e.AucDown)}; chance: 0.5");
        o.WriteLine(e.Trades == 0
            ? $"  acting       no trades{(manifest.Act is null ? ": on its calibration rows acting never paid" : "")}"
            : $"  acting       {e.Trades} trades of {Text(e.Expectation)} bps after costs of {manifest.CostBps.ToString(c)} bps");
        o.WriteLine($"  following    {e.FollowTrades} trades of {Text(e.FollowExpectation)} bps after costs, taking the likelier side every time");
        o.WriteLine("  In brackets 95 % intervals; neighbouring samples share their future, so blocks of them are resampled.");
    }

    public static string Text(Figure f) => double.IsFinite(f.Low)
        ? string.Create(CultureInfo.InvariantCulture, $"{f.Value:F4} [{f.Low:F4}, {f.High:F4}]")
        : string.Create(CultureInfo.InvariantCulture, $"{f.Value:F4}");

    private static string Json(EnsembleManifest manifest, Evaluation e) => JsonSerializer.Serialize(new
    {
        ensemble = manifest.Name,
        version = manifest.Version,
        samples = e.Count,
        shares = e.Shares,
        accuracy = Of(e.Accuracy),
        baseRate = e.BaseRate,
        logLoss = Of(e.LogLoss),
        logLossOfShares = e.LogLossOfShares,
        brier = Of(e.Brier),
        aucUp = Of(e.AucUp),
        aucDown = Of(e.AucDown),
        trades = e.Trades,
        meanBps = Of(e.Expectation),
        followTrades = e.FollowTrades,
        followBps = Of(e.FollowExpectation),
    });

    public static double?[] Of(Figure f) => [Known(f.Value), Known(f.Low), Known(f.High)];

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}

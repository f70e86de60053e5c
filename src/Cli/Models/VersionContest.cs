using System.Globalization;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli;

/// <summary>A version against the one that runs, on bars that neither has learned from: what a decision about them rests on.</summary>
internal sealed record VersionContest
{
    /// <summary>Of the newer.</summary>
    public required string Version { get; init; }

    public required Evaluation Newer { get; init; }

    /// <summary>The version that runs; null when none does.</summary>
    public required string? Running { get; init; }

    /// <summary>Null when none runs.</summary>
    public required Evaluation? Older { get; init; }

    /// <summary>Null when none runs, or the two foretell different things.</summary>
    public required ScoreComparison? Comparison { get; init; }

    /// <summary>Names of the periods or files.</summary>
    public required string On { get; init; }

    /// <summary>The newer one is worth staging: it is better, or there is nothing to compare it with.</summary>
    public bool IsWon => Comparison?.Verdict != ComparisonVerdict.NotBetter;

    public string Verdict => this switch
    {
        { Older: null } => "No version runs that it could be compared with.",
        { Comparison: null } => "It cannot be compared with the version that runs: the two foretell different things.",
        { Comparison: { Verdict: ComparisonVerdict.Better } c } => $"It is better with confidence: {Gain(c)}.",
        { Comparison: { Verdict: ComparisonVerdict.PerhapsBetter } c } => $"It is better, but chance could do that: {Gain(c)}.",
        { Comparison: { } c } => $"It is not better: {Gain(c)}.",
    };

    /// <summary>One line, for the registry.</summary>
    public string Evidence => $"on {On}: {Version}: {ModelEvalRun.Line(Newer)}; {(Older is null ? "before, none" : $"before, {Running}: {ModelEvalRun.Line(Older)}")}. {Verdict}";

    /// <summary>Judges both on the same files.</summary>
    /// <param name="terminal">Receives warnings.</param>
    /// <param name="folder">The newer one's.</param>
    /// <param name="sha256">The newer one's; null when it is not registered.</param>
    /// <param name="registry">Where the version that runs is.</param>
    /// <param name="running">Null when none does.</param>
    /// <param name="bars">On what.</param>
    public static VersionContest Hold(Terminal terminal, string folder, string? sha256, ModelRegistry registry, RegistryVersion? running, JudgedBars bars)
    {
        EnsembleManifest newer = ModelEvalRun.Score(terminal, folder, sha256, bars.Files, out IReadOnlyList<ScoredSample> said);
        IReadOnlyList<ScoredSample> saidBefore = [];
        EnsembleManifest? older = running is null ? null : ModelEvalRun.Score(terminal, registry.PathOf(running), running.Sha256, bars.Files, out saidBefore);
        return new VersionContest
        {
            Version = newer.Version,
            Newer = ModelEvalRun.Of(newer, said),
            Running = older?.Version,
            Older = older is null ? null : ModelEvalRun.Of(older, saidBefore),
            Comparison = older is null ? null : ScoreComparison.Of(said, saidBefore, newer.HorizonBars),
            On = bars.Names,
        };
    }

    public void Print(TextWriter output)
    {
        output.WriteLine($"On {On}:");
        output.WriteLine($"  {Version}: {ModelEvalRun.Line(Newer)}");
        if (Older is not null)
        {
            output.WriteLine($"  {Running}, which runs: {ModelEvalRun.Line(Older)}");
        }

        output.WriteLine(Verdict);
    }

    private static string Gain(ScoreComparison c) => string.Create(
        CultureInfo.InvariantCulture, $"its log loss is {Math.Abs(c.Gain.Value):F4} {(c.Gain.Value > 0 ? "lower" : "higher")}, difference {ModelEvalRun.Text(c.Gain)} on {c.Count} moments");
}

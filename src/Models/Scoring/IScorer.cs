using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Models;

/// <summary>What a desk's thread runs.</summary>
internal interface IScorer : IDisposable
{
    string Version { get; }

    /// <summary>Scores a seat's rows into its result; false when there is no score of them.</summary>
    bool TryScore(ScoringSeat seat);
}

/// <summary>An ensemble, one window at a time.</summary>
internal sealed class EnsembleRun(ModelEnsemble ensemble, DiagnosticBag diagnostics) : IScorer
{
    private readonly EnsembleScorer _scorer = Warm(ensemble, diagnostics);
    private readonly int[] _regime = new int[1];
    private readonly EnsembleScore[] _score = new EnsembleScore[1];

    public string Version { get; } = ensemble.Manifest.Version;

    public bool TryScore(ScoringSeat seat)
    {
        (_regime[0], _score[0]) = (seat.Regime, seat.Score);
        return _scorer.TryScore(seat.Rows, _regime, _score);
    }

    public void Dispose() => _scorer.Dispose();

    /// <summary>A runtime allocates and plans in a session's first runs; that is not to happen to a score that somebody waits for.</summary>
    private static EnsembleScorer Warm(ModelEnsemble ensemble, DiagnosticBag diagnostics)
    {
        EnsembleScorer scorer = ensemble.CreateScorer(1, diagnostics);
        float[] rows = new float[ensemble.Manifest.Window * ensemble.Manifest.Features.Length];
        EnsembleScore score = scorer.NewScore();
        for (int regime = 0; regime < RegimeNames.All.Length; regime++)
        {
            scorer.TryScore(rows, [regime], [score]);
        }

        return scorer;
    }
}

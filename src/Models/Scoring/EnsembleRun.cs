using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Models;

/// <summary>An ensemble for a desk: all seats of a batch in one call of each member. Made ready before it is used; then it allocates nothing.</summary>
internal sealed class EnsembleRun : IScorer
{
    private readonly EnsembleScorer _scorer;
    private readonly int _windowLength;
    private readonly float[] _windows;
    private readonly int[] _regimes = new int[ScoringDesk.LargestBatch];
    private readonly EnsembleScore[] _scores = new EnsembleScore[ScoringDesk.LargestBatch];
    private readonly ScoringSeat[] _alone = new ScoringSeat[1];

    /// <exception cref="ModelException">A session cannot be made.</exception>
    public EnsembleRun(ModelEnsemble ensemble, DiagnosticBag diagnostics)
    {
        Version = ensemble.Manifest.Version;
        _windowLength = ensemble.Manifest.Window * ensemble.Manifest.Features.Length;
        _windows = new float[ScoringDesk.LargestBatch * _windowLength];
        _scorer = ensemble.CreateScorer(ScoringDesk.LargestBatch, diagnostics);
        _scorer.Warm();
        for (int regime = 0; regime < RegimeNames.All.Length; regime++)
        {
            _scorer.TryScore(_windows.AsSpan(0, _windowLength), [regime], [_scorer.NewScore()]); // the way in and out too
        }
    }

    public string Version { get; }

    public ModelDevice Device => _scorer.Device;

    public bool TryScore(ScoringSeat seat)
    {
        _alone[0] = seat;
        Score(_alone);
        return seat.IsScored;
    }

    /// <summary>A seat whose rows nobody knows has no score and does not cost the others theirs.</summary>
    public void Score(ReadOnlySpan<ScoringSeat> seats)
    {
        int count = 0;
        foreach (ScoringSeat seat in seats)
        {
            seat.IsScored = EnsembleScorer.IsSound(seat.Rows, seat.Regime);
            if (seat.IsScored)
            {
                seat.Rows.CopyTo(_windows.AsSpan(count * _windowLength));
                (_regimes[count], _scores[count]) = (seat.Regime, seat.Score);
                count++;
            }
        }

        if (count > 0)
        {
            _scorer.TryScore(_windows.AsSpan(0, count * _windowLength), _regimes.AsSpan(0, count), _scores.AsSpan(0, count));
        }
    }

    public void Dispose() => _scorer.Dispose();
}

using System.Diagnostics.CodeAnalysis;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli;

/// <summary>Scores bar after bar of one series.</summary>
internal sealed class SampleMaker(EnsembleManifest manifest, EnsembleScorer scorer)
{
    private readonly RowWindow _window = new(manifest.Window, manifest.Features.Length);
    private readonly float[] _rows = new float[manifest.Window * manifest.Features.Length];
    private readonly double[] _row = new double[manifest.Features.Length];
    private readonly EnsembleScore _score = scorer.NewScore();

    /// <summary>The score of the bar just taken in; false before the window is full.</summary>
    public bool TryScore(BarFeatureSet features, [NotNullWhen(true)] out EnsembleScore? score)
    {
        for (int i = 0; i < _row.Length; i++)
        {
            _row[i] = features[i];
        }

        score = _score;
        _window.Push(_row);
        double regime = features[_row.Length];
        if (!_window.IsFull || !double.IsFinite(regime))
        {
            return false;
        }

        _window.CopyTo(_rows);
        return scorer.TryScore(_rows, [(int)regime], [_score]);
    }
}

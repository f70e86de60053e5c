using System.Collections.Immutable;

namespace CryptoScalp.Rules.Models;

/// <summary>What has come of an ensemble's scores in a run, for whoever watches. Written by the tick thread, read by any; each number by itself is whole.</summary>
/// <remarks>The four drift figures are those of the founding document. NaN while there is too little to say.</remarks>
public sealed class ScoringGauges
{
    private readonly double[] _stability;
    private readonly double[] _distance;
    private double _brier = double.NaN;
    private double _accuracy = double.NaN;
    private double _calibrationError = double.NaN;
    private readonly double _brierOfTraining;
    private long _late;
    private long _lateInRow;

    public ScoringGauges(EnsembleManifest manifest)
    {
        Inputs = [.. manifest.Features.Select(static f => f.Replace(" ", "", StringComparison.Ordinal)), "score"];
        _stability = new double[Inputs.Length];
        _distance = new double[Inputs.Length];
        Array.Fill(_stability, double.NaN);
        Array.Fill(_distance, double.NaN);
        _brierOfTraining = manifest.Reference.Brier;
    }

    /// <summary>The features, then "score".</summary>
    public ImmutableArray<string> Inputs { get; }

    /// <summary>Scores that did not come in time or could not be made.</summary>
    public long Late => Volatile.Read(ref _late);

    /// <summary>Of those, how many since the last one that came.</summary>
    public long LateInRow => Volatile.Read(ref _lateInRow);

    /// <summary>Mean of the last judged scores of all symbols, 0 to 2.</summary>
    public double Brier => Volatile.Read(ref _brier);

    /// <summary>Share of them whose likeliest class came true.</summary>
    public double Accuracy => Volatile.Read(ref _accuracy);

    /// <summary>0 where confidence is what comes true.</summary>
    public double CalibrationError => Volatile.Read(ref _calibrationError);

    /// <summary>The greatest population stability of a feature.</summary>
    public double FeatureDrift => MostMoved(_stability) is var input and >= 0 ? Stability(input) : double.NaN;

    /// <summary>That of the score.</summary>
    public double PredictionDrift => Volatile.Read(ref _stability[^1]);

    /// <summary>The greatest Kolmogorov–Smirnov distance of a feature.</summary>
    public double DistributionShift => MostMoved(_distance) is var input and >= 0 ? Distance(input) : double.NaN;

    /// <summary>By how much the Brier score is worse than in training.</summary>
    public double Degradation => Brier - _brierOfTraining;

    /// <summary>Of an input.</summary>
    public double Stability(int input) => Volatile.Read(ref _stability[input]);

    public double Distance(int input) => Volatile.Read(ref _distance[input]);

    /// <summary>The feature that has moved most; null while there is too little to say.</summary>
    public string? MostMovedFeature => MostMoved(_stability) is var input and >= 0 ? Inputs[input] : null;

    /// <summary>Tick thread.</summary>
    public void TellDrift(int input, double stability, double distance)
    {
        Volatile.Write(ref _stability[input], stability);
        Volatile.Write(ref _distance[input], distance);
    }

    /// <summary>Tick thread.</summary>
    public void TellQuality(double brier, double accuracy, double calibrationError)
    {
        Volatile.Write(ref _brier, brier);
        Volatile.Write(ref _accuracy, accuracy);
        Volatile.Write(ref _calibrationError, calibrationError);
    }

    /// <summary>Tick thread: a score came, or did not.</summary>
    public void TellScore(bool isLate)
    {
        Volatile.Write(ref _late, _late + (isLate ? 1 : 0));
        Volatile.Write(ref _lateInRow, isLate ? _lateInRow + 1 : 0);
    }

    /// <summary>Among the features; -1 while nothing is known.</summary>
    private static int MostMoved(double[] values)
    {
        int most = -1;
        double greatest = double.NegativeInfinity;
        for (int i = 0; i < values.Length - 1; i++)
        {
            double value = Volatile.Read(ref values[i]);
            (most, greatest) = value > greatest ? (i, value) : (most, greatest);
        }

        return most;
    }
}

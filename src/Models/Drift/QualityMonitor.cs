namespace CryptoScalp.Rules.Models;

/// <summary>How the scores of one symbol came out: rolling Brier score, accuracy, and how far confidence and truth lie apart. Single-threaded; an update allocates nothing.</summary>
/// <remarks>
/// A score waits for its outcome until the triple barrier ends its moment. Reliability is the expected calibration error over ten bins: the mean distance of
/// stated confidence and share that came true, weighted by rows (Naeini et al., 2015).
/// </remarks>
public sealed class QualityMonitor
{
    /// <summary>Judged scores that count.</summary>
    public const int DefaultWindow = 200;

    private const int Bins = 10;

    private readonly TripleBarrier _barrier;
    private readonly BarrierOutcome[] _ended;
    private readonly Said[] _waiting;
    private readonly Judged[] _judged;
    private readonly double[] _stated = new double[Bins];
    private readonly int[] _true = new int[Bins];
    private double _brierSum;
    private int _hits;
    private int _next;
    private long _bars;

    public QualityMonitor(EnsembleManifest manifest, int window = DefaultWindow)
    {
        _barrier = new TripleBarrier(manifest.HorizonBars, manifest.CostBps);
        _ended = new BarrierOutcome[manifest.HorizonBars];
        _waiting = new Said[manifest.HorizonBars + 1];
        _judged = new Judged[window];
    }

    /// <summary>Judged scores in the window.</summary>
    public int Count { get; private set; }

    /// <summary>Mean over the window of the squared distance of probabilities and outcome, 0 to 2.</summary>
    public double Brier => Count == 0 ? double.NaN : _brierSum / Count;

    /// <summary>Share of scores whose likeliest class came true.</summary>
    public double Accuracy => Count == 0 ? double.NaN : (double)_hits / Count;

    /// <summary>0 where confidence is what comes true.</summary>
    public double CalibrationError
    {
        get
        {
            double sum = 0;
            for (int bin = 0; bin < Bins; bin++)
            {
                sum += Math.Abs(_stated[bin] - _true[bin]);
            }

            return Count == 0 ? double.NaN : sum / Count;
        }
    }

    /// <summary>A bar has closed: what it ends is judged.</summary>
    public void OnBar(double high, double low, double close, double volatility)
    {
        int ended = _barrier.Next(high, low, close, volatility, _ended);
        for (int i = 0; i < ended; i++)
        {
            Said said = _waiting[_ended[i].Entry % _waiting.Length];
            if (said.IsSaid && said.Bar == _ended[i].Entry)
            {
                Judge(said, _ended[i].Class);
            }
        }

        _waiting[_bars % _waiting.Length] = default;
        _bars++;
    }

    /// <summary>What the ensemble says of the bar that has closed last.</summary>
    public void OnScore(EnsembleScore score)
    {
        if (_bars > 0)
        {
            (BarrierClass call, double confidence) = score.Call;
            ReadOnlySpan<double> p = score.Probabilities;
            _waiting[(_bars - 1) % _waiting.Length] = new Said(true, _bars - 1, p[0], p[1], p[2], call, confidence);
        }
    }

    /// <summary>The feed was interrupted: what is open cannot be judged.</summary>
    public void Reset()
    {
        _barrier.Reset();
        Array.Clear(_waiting);
    }

    private void Judge(in Said said, BarrierClass came)
    {
        double brier = Squared(said.Down, came == BarrierClass.Down) + Squared(said.None, came == BarrierClass.None) + Squared(said.Up, came == BarrierClass.Up);
        if (Count == _judged.Length)
        {
            Weigh(_judged[_next], -1);
        }

        _judged[_next] = new Judged(brier, said.Confidence, said.Call == came);
        Weigh(_judged[_next], 1);
        _next = (_next + 1) % _judged.Length;
    }

    private void Weigh(in Judged one, int sign)
    {
        int bin = Math.Min(Bins - 1, (int)(one.Confidence * Bins));
        Count += sign;
        _brierSum += sign * one.Brier;
        _hits += one.IsHit ? sign : 0;
        _stated[bin] += sign * one.Confidence;
        _true[bin] += one.IsHit ? sign : 0;
    }

    private static double Squared(double probability, bool came) => (probability - (came ? 1 : 0)) * (probability - (came ? 1 : 0));

    private readonly record struct Said(bool IsSaid, long Bar, double Down, double None, double Up, BarrierClass Call, double Confidence);

    private readonly record struct Judged(double Brier, double Confidence, bool IsHit);
}

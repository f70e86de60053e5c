namespace CryptoScalp.Rules.Models;

/// <summary>Judges moments by what came after: a barrier above, one below, and the end of time. Streaming; the same code labels training data and scores live models.</summary>
/// <remarks>
/// López de Prado, Advances in Financial Machine Learning (2018), chapter 3, net of costs: the barriers lie <c>cost + volatility over the horizon</c> from the
/// entry, so a touch pays after costs. A bar that touches both does not say which came first: it counts as <see cref="BarrierClass.None"/>, and as a loss
/// for whoever had traded. Memory: one entry a bar of the horizon; an update allocates nothing. Single-threaded.
/// </remarks>
public sealed class TripleBarrier
{
    /// <summary>The longest horizon in bars.</summary>
    public const int LongestHorizon = 10_000;

    private const double Bps = 10_000;

    private readonly double _costBps;
    private readonly Watch[] _open;
    private long _bars;

    /// <param name="horizonBars">Bars after which a moment ends, 1 to <see cref="LongestHorizon"/>.</param>
    /// <param name="costBps">Fees and spread of getting in and out, in basis points, at least 0.</param>
    public TripleBarrier(int horizonBars, double costBps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonBars, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(horizonBars, LongestHorizon);
        ArgumentOutOfRangeException.ThrowIfNegative(costBps);
        _costBps = costBps;
        _open = new Watch[horizonBars];
    }

    /// <summary>Takes the next bar: ends what it ends, then begins to watch its own close.</summary>
    /// <param name="high">Highest price, positive.</param>
    /// <param name="low">Lowest price, positive.</param>
    /// <param name="close">Last price, positive.</param>
    /// <param name="volatility">Volatility over the horizon as a fraction; not finite or not positive: this close is not watched.</param>
    /// <param name="ended">Receives what ended, in order of entry; as long as the horizon.</param>
    /// <returns>How many ended.</returns>
    public int Next(double high, double low, double close, double volatility, Span<BarrierOutcome> ended)
    {
        int count = 0;
        long entry = _bars++;
        for (int age = _open.Length; age >= 1; age--)
        {
            ref Watch watch = ref _open[Slot(entry - age)];
            if (entry >= age && watch.IsOpen && TryEnd(ref watch, entry - age, high, low, close, age == _open.Length, out BarrierOutcome outcome))
            {
                ended[count++] = outcome;
            }
        }

        double barrier = (_costBps / Bps) + volatility;
        bool isWatched = double.IsFinite(volatility) && volatility > 0 && close > 0 && barrier < 1;
        _open[Slot(entry)] = isWatched ? new Watch(close, barrier, true) : default;
        return count;
    }

    /// <summary>The feed was interrupted: nothing that is open can be judged any more.</summary>
    public void Reset() => Array.Clear(_open);

    private bool TryEnd(ref Watch watch, long entry, double high, double low, double close, bool isOver, out BarrierOutcome outcome)
    {
        bool up = high >= watch.Price * (1 + watch.Barrier), down = low <= watch.Price * (1 - watch.Barrier);
        double gain = Bps * watch.Barrier, move = Bps * ((close / watch.Price) - 1);
        outcome = (up, down) switch
        {
            (true, true) => new BarrierOutcome(entry, BarrierClass.None, -gain - _costBps, -gain - _costBps),
            (true, false) => new BarrierOutcome(entry, BarrierClass.Up, gain - _costBps, -gain - _costBps),
            (false, true) => new BarrierOutcome(entry, BarrierClass.Down, -gain - _costBps, gain - _costBps),
            _ => new BarrierOutcome(entry, BarrierClass.None, move - _costBps, -move - _costBps),
        };
        bool ends = up || down || isOver;
        watch = ends ? default : watch;
        return ends;
    }

    private int Slot(long bar) => (int)((bar % _open.Length) + _open.Length) % _open.Length;

    private readonly record struct Watch(double Price, double Barrier, bool IsOpen);
}

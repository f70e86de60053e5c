namespace CryptoScalp.Rules.Features;

/// <summary>Realised volatility: the root of the sum of the squares of the last one-second log returns; a fraction per horizon.</summary>
/// <remarks>
/// The mid is sampled at whole seconds of event time (the last mid at or before each), for the seconds strictly before now;
/// seconds without a quote carry the last mid forward and return zero. The value changes once a second, when the
/// ring is summed anew from oldest to newest, so nothing drifts. To state it per year multiply by the root of the number of horizons in a year.
/// Warm-up: <c>seconds + 1</c> samples. Source: Andersen, Bollerslev, Diebold and Labys 2003.
/// </remarks>
internal sealed class RealisedVolKernel(int seconds) : FeatureKernel
{
    private readonly double[] _squares = new double[seconds];
    private int _next;
    private int _count;
    private long _lastSecond;
    private double _lastSample = double.NaN;
    private double _mid = double.NaN;
    private double _value = double.NaN;

    public override double Value => _value;

    public override void Advance(long nowMs)
    {
        long second = SecondBefore(nowMs);
        if (double.IsNaN(_mid) || second == _lastSecond)
        {
            return;
        }

        SkipSilence(second);
        while (_lastSecond < second)
        {
            _lastSecond++;
            Sample();
        }

        _value = _count == seconds ? Math.Sqrt(SumOldestFirst()) : double.NaN;
    }

    public override void OnQuote(long nowMs, in TopOfBook top)
    {
        if (double.IsNaN(_mid))
        {
            _lastSecond = SecondBefore(nowMs);
        }

        _mid = top.Mid;
    }

    private static long SecondBefore(long nowMs) => EventClock.FloorDivide(nowMs - 1, 1000);

    /// <summary>After a silence longer than the horizon every return in it is zero: jump to its last part.</summary>
    private void SkipSilence(long second)
    {
        if (second - _lastSecond > seconds + 1)
        {
            _lastSecond = second - seconds - 1;
            _lastSample = double.NaN;
        }
    }

    private void Sample()
    {
        if (!double.IsNaN(_lastSample))
        {
            double change = PortableLog.OfRatio(_mid, _lastSample);
            _squares[_next] = change * change;
            _next = (_next + 1) % seconds;
            _count = Math.Min(_count + 1, seconds);
        }

        _lastSample = _mid;
    }

    private double SumOldestFirst()
    {
        double sum = 0;
        for (int i = 0; i < seconds; i++)
        {
            sum += _squares[(_next + i) % seconds];
        }

        return sum;
    }
}

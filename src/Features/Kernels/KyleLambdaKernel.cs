namespace CryptoScalp.Rules.Features;

/// <summary>Price impact: the slope of the mid's return per second, in basis points, against signed traded volume per second, in base units.</summary>
/// <remarks>
/// Over the last whole seconds of event time; a second's return is from the mid in effect at its start to that at its end. A. Kyle (1985), estimated by least squares
/// as in J. Hasbrouck (2009). Absent while no volume varies. Seconds of silence count as nothing traded. Warm-up: the seconds and one, from the first quote.
/// </remarks>
internal sealed class KyleLambdaKernel(int seconds) : FeatureKernel
{
    private readonly CoMoments _moments = new(seconds);
    private double _mid = double.NaN;
    private double _midBefore = double.NaN;
    private double _volume;
    private long _second;
    private double _value = double.NaN;

    public override double Value => _value;

    public override void Advance(long nowMs)
    {
        long second = EventClock.FloorDivide(nowMs, 1000);
        if (double.IsNaN(_midBefore) || second == _second)
        {
            return;
        }

        // After a silence longer than the window every second in it is the same: empty.
        _second = Math.Max(_second, second - seconds - 2);
        while (_second < second)
        {
            Close();
        }

        double variance = _moments.VarianceX;
        _value = _moments.IsFull && variance > 0 ? _moments.Covariance / variance : double.NaN;
    }

    public override void OnQuote(long nowMs, in TopOfBook top)
    {
        _mid = top.Mid;
        if (double.IsNaN(_midBefore))
        {
            (_midBefore, _second, _volume) = (_mid, EventClock.FloorDivide(nowMs, 1000), 0);
        }
    }

    public override void OnTrade(long nowMs, Primitives.Dec8 price, Primitives.Dec8 quantity, bool isBuy) =>
        _volume += isBuy ? quantity.ToDouble() : -quantity.ToDouble();

    private void Close()
    {
        _moments.Push(_volume, 10_000 * (_mid - _midBefore) / _midBefore);
        (_midBefore, _volume) = (_mid, 0);
        _second++;
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>CUSUM: evidence, in standard deviations, that returns have shifted up or down, and an alarm when it passes the threshold.</summary>
/// <remarks>
/// Page's two-sided scheme (1954) on log returns divided by their exponentially weighted volatility before the bar: up = max(0, up + z - drift), down alike;
/// past the threshold the alarm is 1 or -1 for that bar and that side starts over. Outputs: up, down (both 0 and more), alarm.
/// </remarks>
internal sealed class CusumIndicator(double threshold, double drift, double halfLife) : Indicator(outputs: 3)
{
    private readonly LogReturn _return = new();
    private readonly EwmaVariance _variance = new(halfLife);
    private double _up;
    private double _down;

    private protected override void Next(in IndicatorBar bar)
    {
        double change = _return.Next(bar.Close);
        if (double.IsNaN(change))
        {
            return;
        }

        if (_variance.IsWarm)
        {
            Judge(_variance.Value > 0 ? change / Math.Sqrt(_variance.Value) : 0);
        }

        _variance.Push(change);
    }

    private void Judge(double z)
    {
        _up = Math.Max(0, _up + z - drift);
        _down = Math.Max(0, _down - z - drift);
        int alarm = _up > threshold ? 1 : _down > threshold ? -1 : 0;
        Emit(_up, _down, alarm);
        _up = alarm > 0 ? 0 : _up;
        _down = alarm < 0 ? 0 : _down;
    }
}

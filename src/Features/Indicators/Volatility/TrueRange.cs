namespace CryptoScalp.Rules.Features;

/// <summary>The range of a bar with the close before it taken in. J. W. Wilder, New Concepts in Technical Trading Systems (1978).</summary>
internal sealed class TrueRange
{
    private double _previousClose = double.NaN;

    /// <summary>NaN on the first bar.</summary>
    public double Next(in IndicatorBar bar)
    {
        double range = double.IsNaN(_previousClose) ? double.NaN : Of(in bar, _previousClose);
        _previousClose = bar.Close;
        return range;
    }

    public static double Of(in IndicatorBar bar, double previousClose) =>
        Math.Max(bar.High - bar.Low, Math.Max(Math.Abs(previousClose - bar.High), Math.Abs(previousClose - bar.Low)));
}

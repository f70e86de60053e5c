namespace CryptoScalp.Rules.Features;

/// <summary>Chaikin's accumulation/distribution line: volume signed by where in its range the bar closed; since the first bar.</summary>
internal sealed class AccumulationLine
{
    private DoubleDouble _total;

    public double Next(in IndicatorBar bar)
    {
        double range = bar.High - bar.Low;
        if (range > 0)
        {
            _total += (bar.Close - bar.Low - (bar.High - bar.Close)) / range * bar.Volume;
        }

        return _total.Value;
    }
}

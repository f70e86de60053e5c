namespace CryptoScalp.Rules.Features;

/// <summary>The log return from close to close: NaN for the first bar and where a close is not positive, after which it begins anew.</summary>
internal sealed class LogReturn
{
    private double _previous = double.NaN;

    public double Next(double close)
    {
        double change = close > 0 && _previous > 0 ? PortableLog.OfRatio(close, _previous) : double.NaN;
        _previous = close;
        return change;
    }
}

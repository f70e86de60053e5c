namespace CryptoScalp.Rules.Features;

/// <summary>OBV: volume added when the close rises and taken away when it falls, starting with the first bar's. J. Granville (1963).</summary>
internal sealed class OnBalanceVolumeIndicator : Indicator
{
    private DoubleDouble _total;
    private double _previousClose = double.NegativeInfinity;

    private protected override void Next(in IndicatorBar bar)
    {
        _total += Math.Sign(bar.Close.CompareTo(_previousClose)) * bar.Volume;
        _previousClose = bar.Close;
        Emit(_total.Value);
    }
}

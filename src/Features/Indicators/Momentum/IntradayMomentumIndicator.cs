namespace CryptoScalp.Rules.Features;

/// <summary>IMI: bodies of rising bars in percent of all bodies; no value when the window has none. T. Chande (1994).</summary>
internal sealed class IntradayMomentumIndicator(int period) : Indicator
{
    private readonly RollingSum _rises = new(period);
    private readonly RollingSum _falls = new(period);

    /// <summary>The bars looked at. TA-Lib adds the unstable period to the window, though nothing here is recursive; that is kept.</summary>
    public static int Window(ParameterValues p) => p.Period() + p.Settings.UnstablePeriod("IMI");

    private protected override void Next(in IndicatorBar bar)
    {
        _rises.Push(Math.Max(bar.Close - bar.Open, 0));
        _falls.Push(Math.Max(bar.Open - bar.Close, 0));
        if (_rises.IsFull)
        {
            Emit(100 * (_rises.Value / (_rises.Value + _falls.Value)));
        }
    }
}

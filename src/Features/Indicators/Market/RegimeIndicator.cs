namespace CryptoScalp.Rules.Features;

/// <summary>REGIME: which <see cref="MarketRegime"/> holds, as its number; with the ratio of short to long volatility and the efficiency of the path.</summary>
/// <remarks>
/// FLASH_CRASH: close at least <c>crash</c> below the highest close of the last <c>crashbars</c> bars. VOLATILE: short over long volatility at least <c>high</c>.
/// LOW_VOLATILITY: at most <c>low</c>. TRENDING: |net change| over the sum of |changes| of the period at least <c>trend</c> (Kaufman's efficiency
/// ratio). NORMAL otherwise. Volatilities are exponentially weighted, with half-lives of the period and of eight periods.
/// </remarks>
internal sealed class RegimeIndicator(int period, double high, double low, double trend, double crash, int crashBars) : Indicator(outputs: 3)
{
    private const int LongPeriods = 8;

    private readonly LogReturn _return = new();
    private readonly EwmaVariance _short = new(period);
    private readonly EwmaVariance _long = new(LongPeriods * period);
    private readonly RollingSum _path = new(period);
    private readonly RollingSum _net = new(period);
    private readonly SlidingExtreme _highest = new(crashBars, highest: true);

    private protected override void Next(in IndicatorBar bar)
    {
        _highest.Push(bar.Close);
        double change = _return.Next(bar.Close);
        if (double.IsNaN(change))
        {
            return;
        }

        _short.Push(change);
        _long.Push(change);
        _path.Push(Math.Abs(change));
        _net.Push(change);
        if (_long.IsWarm)
        {
            double ratio = _long.Value > 0 ? Math.Sqrt(_short.Value / _long.Value) : 1;
            double efficiency = _path.Value > 0 ? Math.Min(1, Math.Abs(_net.Value) / _path.Value) : 0;
            Emit((int)Judge(bar.Close, ratio, efficiency), ratio, efficiency);
        }
    }

    private MarketRegime Judge(double close, double ratio, double efficiency) =>
        close <= _highest.Value * (1 - crash) ? MarketRegime.FlashCrash
        : ratio >= high ? MarketRegime.Volatile
        : ratio <= low ? MarketRegime.LowVolatility
        : efficiency >= trend ? MarketRegime.Trending
        : MarketRegime.Normal;
}

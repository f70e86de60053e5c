namespace CryptoScalp.Rules.Features;

/// <summary>APO and PPO: a fast less a slow average, in price or in percent of the slow one.</summary>
/// <remarks>Unlike in MACD, each average starts at the first bar.</remarks>
internal sealed class AverageDifferenceIndicator : Indicator
{
    private readonly SeriesFilter _fast;
    private readonly SeriesFilter _slow;
    private readonly bool _inPercent;

    public AverageDifferenceIndicator(int firstPeriod, int secondPeriod, MovingAverageType type, bool inPercent, IndicatorSettings settings)
    {
        _fast = MovingAverages.Create(type, Math.Min(firstPeriod, secondPeriod), settings);
        _slow = MovingAverages.Create(type, Math.Max(firstPeriod, secondPeriod), settings);
        _inPercent = inPercent;
    }

    private protected override void Next(in IndicatorBar bar)
    {
        double fast = _fast.Next(bar.Close);
        double slow = _slow.Next(bar.Close);
        if (!_inPercent)
        {
            Emit(fast - slow);
            return;
        }

        Emit(slow == 0 ? 0 : (fast - slow) / slow * 100);
    }
}

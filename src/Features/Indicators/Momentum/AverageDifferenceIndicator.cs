namespace CryptoScalp.Rules.Features;

/// <summary>APO and PPO: a fast less a slow average, in price or in percent of the slow one.</summary>
internal sealed class AverageDifferenceIndicator : Indicator
{
    private readonly SeriesFilter _fast;
    private readonly SeriesFilter _slow;
    private readonly bool _inPercent;

    public AverageDifferenceIndicator(int firstPeriod, int secondPeriod, MovingAverageType type, bool inPercent)
    {
        int lookback = MovingAverages.Lookback(type, Math.Max(firstPeriod, secondPeriod));
        _fast = MovingAverages.Aligned(type, Math.Min(firstPeriod, secondPeriod), lookback);
        _slow = MovingAverages.Aligned(type, Math.Max(firstPeriod, secondPeriod), lookback);
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

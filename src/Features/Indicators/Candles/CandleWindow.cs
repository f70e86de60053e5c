namespace CryptoScalp.Rules.Features;

/// <summary>The last candles and, for each setting in use and each candle of the pattern, the average of the candles before that one.</summary>
/// <remarks>
/// The totals roll exactly as TA-Lib's do, added to and subtracted from in the same order since the first bar of the pattern, so that a tie between
/// a body and an average falls the same way. Candles are counted back: 0 is the newest.
/// </remarks>
internal sealed class CandleWindow
{
    /// <summary>The most candles of a pattern before the newest one.</summary>
    public const int DeepestPattern = 5;

    private const int Capacity = 16;

    private readonly Candle[] _candles = new Candle[Capacity];
    private readonly CandleSetting[] _settings;
    private readonly double[] _totals = new double[CandleSettings.Count * (DeepestPattern + 1)];
    private readonly int _depth;
    private readonly int _lookback;
    private long _pushed;

    public CandleWindow(int depth, int lookback, CandleSetting[] settings)
    {
        _depth = depth;
        _lookback = lookback;
        _settings = Array.FindAll(settings, static s => CandleSettings.Period(s) > 0);
    }

    /// <summary>The newest candle has as many before it as the pattern needs.</summary>
    public bool IsFull => _pushed > _lookback;

    /// <summary>The candle that many bars ago.</summary>
    public ref readonly Candle this[int ago] => ref _candles[(_pushed - 1 - ago) & (Capacity - 1)];

    public void Push(in Candle candle)
    {
        if (IsFull)
        {
            RollTotals();
        }

        _candles[_pushed++ & (Capacity - 1)] = candle;
        if (_pushed == _lookback + 1)
        {
            StartTotals();
        }
    }

    /// <summary>The setting's threshold for the candle that many bars ago.</summary>
    public double Average(CandleSetting setting, int ago)
    {
        int period = CandleSettings.Period(setting);
        CandleMeasure measure = CandleSettings.Measure(setting);
        double average = period == 0 ? this[ago].Measure(measure) : Total(setting, ago) / period;
        double threshold = CandleSettings.Factor(setting) * average;
        return measure == CandleMeasure.Shadows ? threshold / 2 : threshold;
    }

    public bool IsLong(int ago) => this[ago].Body > Average(CandleSetting.BodyLong, ago);

    public bool IsShort(int ago) => this[ago].Body < Average(CandleSetting.BodyShort, ago);

    public bool IsNotLongerThanShort(int ago) => this[ago].Body <= Average(CandleSetting.BodyShort, ago);

    public bool IsLongerThanShort(int ago) => this[ago].Body > Average(CandleSetting.BodyShort, ago);

    public bool IsDoji(int ago) => this[ago].Body <= Average(CandleSetting.BodyDoji, ago);

    public bool HasNoUpperShadow(int ago) => this[ago].UpperShadow < Average(CandleSetting.ShadowVeryShort, ago);

    public bool HasNoLowerShadow(int ago) => this[ago].LowerShadow < Average(CandleSetting.ShadowVeryShort, ago);

    public bool HasUpperShadow(int ago) => this[ago].UpperShadow > Average(CandleSetting.ShadowVeryShort, ago);

    public bool HasLowerShadow(int ago) => this[ago].LowerShadow > Average(CandleSetting.ShadowVeryShort, ago);

    /// <summary>Both shadows are shorter than a long candle of this setting may have.</summary>
    public bool HasBothShadowsBelow(CandleSetting setting, int ago) =>
        this[ago].UpperShadow < Average(setting, ago) && this[ago].LowerShadow < Average(setting, ago);

    public bool IsMarubozu(int ago) => IsLong(ago) && HasBothShadowsBelow(CandleSetting.ShadowVeryShort, ago);

    /// <summary>The price is within the setting's distance of the level, measured at the candle that many bars ago.</summary>
    public bool IsWithin(CandleSetting setting, int ago, double price, double level)
    {
        double distance = Average(setting, ago);
        return price <= level + distance && price >= level - distance;
    }

    private ref double Total(CandleSetting setting, int ago) => ref _totals[((int)setting * (DeepestPattern + 1)) + ago];

    private void StartTotals()
    {
        foreach (CandleSetting setting in _settings)
        {
            for (int ago = 0; ago <= _depth; ago++)
            {
                Total(setting, ago) = Sum(setting, ago);
            }
        }
    }

    private double Sum(CandleSetting setting, int ago)
    {
        double sum = 0;
        for (int before = CandleSettings.Period(setting); before >= 1; before--)
        {
            sum += this[ago + before].Measure(CandleSettings.Measure(setting));
        }

        return sum;
    }

    /// <summary>Before a candle arrives: the newest candle of each average joins it and the oldest leaves.</summary>
    private void RollTotals()
    {
        foreach (CandleSetting setting in _settings)
        {
            CandleMeasure measure = CandleSettings.Measure(setting);
            int period = CandleSettings.Period(setting);
            for (int ago = 0; ago <= _depth; ago++)
            {
                Total(setting, ago) += this[ago].Measure(measure) - this[ago + period].Measure(measure);
            }
        }
    }
}

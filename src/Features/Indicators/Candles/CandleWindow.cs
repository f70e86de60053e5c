using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Features;

/// <summary>The last candles and, for each setting in use and each candle of the pattern, the average of the candles before that one.</summary>
/// <remarks>
/// The totals roll exactly as TA-Lib's do, added to and subtracted from in the same order since the first bar of the pattern, so that a tie between
/// a body and an average falls the same way. Candles are counted back: 0 is the newest. Candles are either pushed one by one, or shown by
/// <see cref="CandleBlock"/>, which has them and their totals ready.
/// </remarks>
internal sealed class CandleWindow
{
    /// <summary>Candles that a pattern and its averages reach back to, the newest included; a power of two.</summary>
    public const int Reach = 16;

    /// <summary>Places for the totals of one kind: by how many bars ago the candle is that they are compared with.</summary>
    public const int Slot = 8;

    /// <summary>Kinds of totals.</summary>
    public const int Kinds = 4;

    private readonly double[] _changes = new double[Kinds * Reach];
    private Candle[] _candles = new Candle[Reach];
    private double[] _totals = new double[Kinds * Slot];
    private int _mask = Reach - 1;
    private int _row;
    private long _newest = -1;

    /// <param name="depth">Candles of the pattern before the newest.</param>
    /// <param name="lookback">Candles before the first at which the pattern can be seen.</param>
    public CandleWindow(int depth, int lookback, CandleSetting[] settings)
    {
        (Depth, Lookback) = (depth, lookback);
        Rolled = [.. settings.Where(static s => CandleSettings.Period(s) > 0).DistinctBy(CandleSettings.Total).Select(static s => new CandleRolled(s))];
    }

    /// <summary>How far into another body a candle must reach, as a share of it; for patterns that ask.</summary>
    public double Penetration { get; init; }

    public int Depth { get; }

    public int Lookback { get; }

    /// <summary>The newest candle has as many before it as the pattern needs.</summary>
    public bool IsFull => _newest >= Lookback;

    /// <summary>The totals kept.</summary>
    public CandleRolled[] Rolled { get; }

    /// <summary>The candle that many bars ago.</summary>
    public ref readonly Candle this[int ago] => ref _candles[(int)(_newest - ago) & _mask];

    public void Push(in Candle candle)
    {
        if (IsFull)
        {
            RollTotals();
        }

        _candles[(int)++_newest & _mask] = candle;
        NoteChanges();
        if (_newest == Lookback)
        {
            StartTotals();
        }
    }

    /// <summary>Looks at candles and totals of somebody else from now on.</summary>
    public void LookAt(Candle[] candles, double[] totals) => (_candles, _totals, _mask) = (candles, totals, int.MaxValue);

    /// <param name="newest">Where in the candles the newest is.</param>
    /// <param name="row">Where in the totals those of the newest begin.</param>
    public void MoveTo(int newest, int row) => (_newest, _row) = (newest, row);

    /// <summary>The setting's threshold for the candle that many bars ago.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Average(CandleSetting setting, int ago)
    {
        int period = CandleSettings.Period(setting);
        CandleMeasure measure = CandleSettings.Measure(setting);
        double average = period == 0 ? this[ago].Measure(measure) : Total(CandleSettings.Total(setting), ago) / period;
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

    private ref double Total(CandleTotal total, int ago) => ref _totals[_row + ((int)total * Slot) + ago];

    private void StartTotals()
    {
        foreach (CandleRolled rolled in Rolled)
        {
            for (int ago = 0; ago <= Depth; ago++)
            {
                Total(rolled.Total, ago) = rolled.Before(_candles, (int)_newest - ago, _mask);
            }
        }
    }

    /// <summary>What the newest candle will change in the totals that it joins: it comes, another leaves.</summary>
    private void NoteChanges()
    {
        foreach (CandleRolled rolled in Rolled)
        {
            Change(rolled.Total, 0) = this[0].Measure(rolled.Measure) - this[rolled.Period].Measure(rolled.Measure);
        }
    }

    /// <summary>Before a candle arrives: the newest candle of each average joins it and the oldest leaves.</summary>
    private void RollTotals()
    {
        foreach (CandleRolled rolled in Rolled)
        {
            for (int ago = 0; ago <= Depth; ago++)
            {
                Total(rolled.Total, ago) += Change(rolled.Total, ago);
            }
        }
    }

    private ref double Change(CandleTotal total, int ago) => ref _changes[((int)total * Reach) + ((int)(_newest - ago) & (Reach - 1))];
}

using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Features;

/// <summary>What a pattern looks at: several newest candles in a row, those before each of them, and the averages that they are measured against.</summary>
/// <remarks>
/// Candles are counted back: 0 is the newest. In a batch every lane is a candle of the series; streaming shows its candle in the first lane, and nobody looks at the others.
/// </remarks>
internal readonly ref struct CandleView
{
    private readonly ref readonly double _open;
    private readonly ref readonly double _averages;
    private readonly ref readonly int _places;
    private readonly nint _stride;

    /// <param name="open">The open of the newest candle; high, low and close follow, each a stride further.</param>
    /// <param name="stride">Numbers from one column of prices to the next.</param>
    /// <param name="averages">Where places count from.</param>
    /// <param name="places">Where the average of each total and each candle of the pattern stands: <see cref="CandleShape.Place"/>.</param>
    /// <param name="penetration">See <see cref="Penetration"/>.</param>
    public CandleView(ref readonly double open, nint stride, ref readonly double averages, ref readonly int places, double penetration)
    {
        _open = ref open;
        _averages = ref averages;
        _places = ref places;
        _stride = stride;
        Penetration = penetration;
    }

    /// <summary>How far into another body a candle must reach, as a share of it; for patterns that ask.</summary>
    public double Penetration { get; }

    /// <summary>The candle that many bars ago.</summary>
    public CandleLanes this[int ago]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(in Unsafe.Subtract(ref Unsafe.AsRef(in _open), ago), _stride);
    }

    /// <summary>The setting's threshold for the candle that many bars ago.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Average(CandleSetting setting, int ago)
    {
        CandleMeasure measure = CandleSettings.Measure(setting);
        Lanes average = CandleSettings.Period(setting) == 0 ? this[ago].Measure(measure) : Averaged(CandleSettings.Total(setting), ago);
        double factor = CandleSettings.Factor(setting);
        Lanes threshold = factor == 1 ? average : factor * average;
        return measure == CandleMeasure.Shadows ? Lanes.Half(threshold) : threshold;
    }

    public LaneMask IsLong(int ago) => this[ago].Body > Average(CandleSetting.BodyLong, ago);

    public LaneMask IsShort(int ago) => this[ago].Body < Average(CandleSetting.BodyShort, ago);

    public LaneMask IsNotLongerThanShort(int ago) => this[ago].Body <= Average(CandleSetting.BodyShort, ago);

    public LaneMask IsLongerThanShort(int ago) => this[ago].Body > Average(CandleSetting.BodyShort, ago);

    public LaneMask IsDoji(int ago) => this[ago].Body <= Average(CandleSetting.BodyDoji, ago);

    public LaneMask HasNoUpperShadow(int ago) => this[ago].UpperShadow < Average(CandleSetting.ShadowVeryShort, ago);

    public LaneMask HasNoLowerShadow(int ago) => this[ago].LowerShadow < Average(CandleSetting.ShadowVeryShort, ago);

    public LaneMask HasUpperShadow(int ago) => this[ago].UpperShadow > Average(CandleSetting.ShadowVeryShort, ago);

    public LaneMask HasLowerShadow(int ago) => this[ago].LowerShadow > Average(CandleSetting.ShadowVeryShort, ago);

    /// <summary>Both shadows are shorter than a long candle of this setting may have.</summary>
    public LaneMask HasBothShadowsBelow(CandleSetting setting, int ago) =>
        this[ago].UpperShadow < Average(setting, ago) && this[ago].LowerShadow < Average(setting, ago);

    public LaneMask IsMarubozu(int ago) => IsLong(ago) && HasBothShadowsBelow(CandleSetting.ShadowVeryShort, ago);

    /// <summary>The price is within the setting's distance of the level, measured at the candle that many bars ago.</summary>
    public LaneMask IsWithin(CandleSetting setting, int ago, Lanes price, Lanes level)
    {
        Lanes distance = Average(setting, ago);
        return price <= level + distance && price >= level - distance;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes Averaged(CandleTotal total, int ago)
    {
        int place = Unsafe.Add(ref Unsafe.AsRef(in _places), CandleShape.Place(total, ago));
        return Lanes.Load(in Unsafe.Add(ref Unsafe.AsRef(in _averages), place));
    }
}

/// <summary>100 for each candle at which the pattern is bullish, -100 for bearish ones, 0 for others.</summary>
internal delegate Lanes CandlePattern(in CandleView c);

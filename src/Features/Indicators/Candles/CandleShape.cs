namespace CryptoScalp.Rules.Features;

/// <summary>A pattern and how far it reaches: what streaming and batch need to know of it.</summary>
internal sealed class CandleShape
{
    /// <summary>Candles that a pattern and its averages reach back to, the newest included; a power of two.</summary>
    public const int Reach = 16;

    /// <summary>Places for the averages of one total: by how many bars ago the candle is that they are compared with.</summary>
    public const int Slot = 8;

    /// <summary>Places for the averages of all totals.</summary>
    public const int Places = 4 * Slot;

    /// <param name="depth">Candles of the pattern before the newest.</param>
    /// <param name="lookback">Candles before the first at which the pattern can be seen.</param>
    /// <param name="settings">Every setting the pattern asks for.</param>
    public CandleShape(int depth, int lookback, CandleSetting[] settings, CandlePattern pattern)
    {
        (Depth, Lookback, Pattern) = (depth, lookback, pattern);
        Rolled = [.. settings.Where(static s => CandleSettings.Period(s) > 0).DistinctBy(CandleSettings.Total).Select(static s => new CandleRolled(s))];
    }

    public int Depth { get; }

    public int Lookback { get; }

    public CandlePattern Pattern { get; }

    /// <summary>See <see cref="CandleView.Penetration"/>.</summary>
    public double Penetration { get; init; }

    /// <summary>The totals kept.</summary>
    public CandleRolled[] Rolled { get; }

    /// <summary>Where the average of a total stands that the candle so many bars ago is compared with.</summary>
    public static int Place(CandleTotal total, int ago) => ((int)total * Slot) + ago;
}

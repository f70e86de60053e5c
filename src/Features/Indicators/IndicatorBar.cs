namespace CryptoScalp.Rules.Features;

/// <summary>One bar as indicators see it: prices in the quote currency, volume in the base currency.</summary>
/// <param name="Second">The second series of functions of two (ADD, BETA, CORREL, ...) and the periods of MAVP; the first is the close.</param>
public readonly record struct IndicatorBar(double Open, double High, double Low, double Close, double Volume, double Second = 0)
{
    /// <summary>A bar of a plain series: all four prices are <paramref name="value"/>, so that any indicator can follow any series.</summary>
    public static IndicatorBar OfValue(double value, double second = 0) => new(value, value, value, value, 0, second);

    /// <summary>False when a field is NaN or infinite; no indicator takes in such a bar.</summary>
    /// <remarks>A finite number less itself is zero, any other is NaN: no branches.</remarks>
    public bool IsFinite =>
        (Open - Open) + (High - High) + (Low - Low) + (Close - Close) + (Volume - Volume) + (Second - Second) == 0;
}

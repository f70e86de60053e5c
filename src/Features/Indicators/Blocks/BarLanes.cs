using System.Numerics;

namespace CryptoScalp.Rules.Features;

/// <summary>As many bars side by side as a vector register holds; fields that nobody gave are 0.</summary>
internal readonly ref struct BarLanes
{
    public Vector<double> Open { get; init; }

    public Vector<double> High { get; init; }

    public Vector<double> Low { get; init; }

    public Vector<double> Close { get; init; }

    public Vector<double> Second { get; init; }

    /// <summary>The same bar in every lane.</summary>
    public static BarLanes Of(in IndicatorBar bar) => new()
    {
        Open = new Vector<double>(bar.Open),
        High = new Vector<double>(bar.High),
        Low = new Vector<double>(bar.Low),
        Close = new Vector<double>(bar.Close),
        Second = new Vector<double>(bar.Second),
    };

    /// <summary>The bars from <paramref name="index"/> on.</summary>
    public static BarLanes At(in IndicatorSeries series, int index) => new()
    {
        Open = Lanes(series.Open, index),
        High = Lanes(series.High, index),
        Low = Lanes(series.Low, index),
        Close = Lanes(series.Close, index),
        Second = Lanes(series.Second, index),
    };

    private static Vector<double> Lanes(ReadOnlySpan<double> column, int index) =>
        column.IsEmpty ? Vector<double>.Zero : new Vector<double>(column[index..]);
}

using CryptoScalp.Rules.Features;

namespace CryptoScalp.Rules.Cli;

/// <summary>Bars in columns.</summary>
internal sealed class BenchColumns(IndicatorBar[] bars)
{
    private readonly double[] _open = Array.ConvertAll(bars, static b => b.Open);
    private readonly double[] _high = Array.ConvertAll(bars, static b => b.High);
    private readonly double[] _low = Array.ConvertAll(bars, static b => b.Low);
    private readonly double[] _close = Array.ConvertAll(bars, static b => b.Close);
    private readonly double[] _volume = Array.ConvertAll(bars, static b => b.Volume);
    private readonly double[] _second = Array.ConvertAll(bars, static b => b.Second);

    public IndicatorSeries Series => new() { Open = _open, High = _high, Low = _low, Close = _close, Volume = _volume, Second = _second };
}

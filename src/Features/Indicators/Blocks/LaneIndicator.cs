using System.Numerics;

namespace CryptoScalp.Rules.Features;

/// <summary>A function of one bar alone, written once and computed for as many bars at a time as are at hand.</summary>
/// <remarks>Only operations that IEEE 754 rounds exactly, so a lane has the bits it would have alone.</remarks>
internal sealed class LaneIndicator(LaneIndicator.Function function) : Indicator
{
    internal delegate Vector<double> Function(in BarLanes bars);

    private protected override void Next(in IndicatorBar bar) => Emit(function(BarLanes.Of(in bar))[0]);

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        int i = 0;
        for (; i <= output.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Columns.FiniteOrAbsent(function(BarLanes.At(in series, i))).CopyTo(output[i..]);
        }

        for (; i < output.Length; i++)
        {
            output[i] = FiniteOrAbsent(function(BarLanes.Of(series[i]))[0]);
        }
    }
}

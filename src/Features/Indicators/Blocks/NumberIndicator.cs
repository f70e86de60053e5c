namespace CryptoScalp.Rules.Features;

/// <summary>A function of the close alone.</summary>
internal sealed class NumberIndicator(Func<double, double> function) : Indicator
{
    private protected override void Next(in IndicatorBar bar) => Emit(function(bar.Close));

    private protected override void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        ReadOnlySpan<double> close = series.Close;
        for (int i = 0; i < close.Length; i++)
        {
            output[i] = FiniteOrAbsent(function(close[i]));
        }
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>MACD, MACDEXT, MACDFIX: a fast less a slow average, the average of that, and their difference. G. Appel (1979).</summary>
internal sealed class ConvergenceIndicator(SeriesFilter fast, SeriesFilter slow, SeriesFilter signal) : Indicator(outputs: 3)
{
    private protected override void Next(in IndicatorBar bar)
    {
        double difference = fast.Next(bar.Close) - slow.Next(bar.Close);
        double average = double.IsNaN(difference) ? double.NaN : signal.Next(difference);
        if (!double.IsNaN(average))
        {
            Emit(difference, average, difference - average);
        }
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>MAVP: at each bar the average over the period that the bar asks for.</summary>
/// <remarks>Keeps one average for each period from the smallest to the largest, so a bar costs their number; hence the bound on it.</remarks>
internal sealed class VariablePeriodAverageIndicator : Indicator
{
    public const int LongestPeriod = 500;

    private readonly SeriesFilter[] _averages;
    private readonly int _shortest;

    public VariablePeriodAverageIndicator(int shortest, int longest, MovingAverageType type, IndicatorSettings settings)
    {
        if (shortest > longest)
        {
            throw new ArgumentException($"minperiod of MAVP is {shortest}, which is above maxperiod, {longest}");
        }

        _shortest = shortest;
        _averages = new SeriesFilter[longest - shortest + 1];
        int lookback = MovingAverages.Lookback(type, longest, settings);
        for (int i = 0; i < _averages.Length; i++)
        {
            _averages[i] = MovingAverages.Aligned(type, shortest + i, lookback, settings);
        }
    }

    private protected override void Next(in IndicatorBar bar)
    {
        int wanted = Wanted(bar.Second);
        for (int i = 0; i < _averages.Length; i++)
        {
            double average = _averages[i].Next(bar.Close);
            if (i == wanted)
            {
                Emit(average);
            }
        }
    }

    /// <remarks>Averages that no bar asks for are left out.</remarks>
    private protected override void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        bool[] asked = new bool[_averages.Length];
        foreach (double period in series.Second)
        {
            asked[Wanted(period)] = true;
        }

        int[] averages = [.. Enumerable.Range(0, asked.Length).Where(i => asked[i])];
        for (int row = 0; row < output.Length; row++)
        {
            output[row] = Average(averages, series.Close[row], Wanted(series.Second[row]));
        }

        Columns.KeepFinite(output);
    }

    private double Average(int[] averages, double close, int wanted)
    {
        double picked = double.NaN;
        foreach (int i in averages)
        {
            double average = _averages[i].Next(close);
            picked = i == wanted ? average : picked;
        }

        return picked;
    }

    private int Wanted(double period) => (int)Math.Clamp(period - _shortest, 0, _averages.Length - 1);
}

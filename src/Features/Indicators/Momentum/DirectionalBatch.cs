namespace CryptoScalp.Rules.Features;

/// <summary>Directional functions over a whole series: those of one period share the movement.</summary>
internal static class DirectionalBatch
{
    /// <param name="output">Room for the outputs of all.</param>
    /// <param name="offsets">Where those of each begin.</param>
    public static void Run(in IndicatorSeries series, DirectionalIndicator[] indicators, Span<double> output, int[] offsets)
    {
        int rows = series.Length;
        foreach (IGrouping<int, int> members in Enumerable.Range(0, indicators.Length).GroupBy(i => indicators[i].Period))
        {
            DirectionalMovement movement = new(members.Key);
            int[] places = [.. members];
            for (int row = 0; row < rows; row++)
            {
                IndicatorBar bar = series[row];
                movement.Next(in bar);
                foreach (int place in places)
                {
                    indicators[place].Clear();
                    indicators[place].Follow(movement);
                    output[offsets[place] + row] = indicators[place].Value;
                }
            }
        }
    }
}

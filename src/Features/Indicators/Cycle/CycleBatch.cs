namespace CryptoScalp.Rules.Features;

/// <summary>Hilbert functions over a whole series: those that begin together share one transform.</summary>
internal static class CycleBatch
{
    /// <param name="output">Room for the outputs of all.</param>
    /// <param name="offsets">Where those of each begin.</param>
    public static void Run(ReadOnlySpan<double> prices, CycleIndicator[] indicators, Span<double> output, ReadOnlySpan<int> offsets)
    {
        int[] starts = [.. indicators.Select(static i => i.Start).Distinct()];
        foreach (int start in starts)
        {
            int[] members = [.. Enumerable.Range(0, indicators.Length).Where(i => indicators[i].Start == start)];
            CycleSource source = new(start, members.Aggregate(CycleParts.None, (parts, i) => parts | indicators[i].Parts));
            for (int row = 0; row < prices.Length; row++)
            {
                bool transforms = source.Next(prices[row]);
                foreach (int member in members)
                {
                    CycleIndicator indicator = indicators[member];
                    indicator.Clear();
                    indicator.Step(source, prices[row], transforms);
                    indicator.WriteTo(output[offsets[member]..], row, prices.Length);
                }
            }
        }
    }
}

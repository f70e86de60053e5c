namespace CryptoScalp.Rules.Features;

/// <summary>Several indicators over one series at once: what they have in common is computed once, and each gives the bits that it gives alone.</summary>
/// <remarks>In common have: candle patterns their candles and averages, functions of the Hilbert transform the transform, directional functions the movement.</remarks>
public static class IndicatorBatch
{
    /// <param name="series">The fields that the indicators read must be given.</param>
    /// <param name="indicators">Fresh ones, that have seen no bar; none of them twice.</param>
    /// <param name="output">Indicator after indicator, output after output, row after row: NaN where there is no value.</param>
    /// <exception cref="ArgumentException">Not room for exactly that.</exception>
    public static void Compute(in IndicatorSeries series, ReadOnlySpan<Indicator> indicators, Span<double> output)
    {
        int[] offsets = Offsets(indicators, series.Length, out int room);
        if (output.Length != room)
        {
            throw new ArgumentException($"these {indicators.Length} indicators over {series.Length} bars need room for {room} numbers, not {output.Length}", nameof(output));
        }

        // What withholds values, or meets numbers that are not finite, goes bar by bar, each for itself.
        bool isFinite = series.IsFinite;
        Members<ICandlePattern> patterns = new();
        Members<CycleIndicator> cycles = new();
        Members<DirectionalIndicator> movements = new();
        for (int i = 0; i < indicators.Length; i++)
        {
            Indicator indicator = indicators[i];
            bool shared = isFinite && indicator.Hidden == 0 && (patterns.Take(indicator, offsets[i]) || cycles.Take(indicator, offsets[i]) || movements.Take(indicator, offsets[i]));
            if (!shared)
            {
                indicator.Run(in series, output.Slice(offsets[i], indicator.Outputs.Length * series.Length));
            }
        }

        if (patterns.Any)
        {
            new CandleBatch(patterns.Indicators).Run(in series, output, patterns.Offsets);
        }

        CycleBatch.Run(series.Close, cycles.Indicators, output, cycles.Offsets);
        DirectionalBatch.Run(in series, movements.Indicators, output, movements.Offsets);
    }

    private static int[] Offsets(ReadOnlySpan<Indicator> indicators, int rows, out int room)
    {
        int[] offsets = new int[indicators.Length];
        room = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = room;
            room = checked(room + (indicators[i].Outputs.Length * rows));
        }

        return offsets;
    }

    /// <summary>The indicators of one kind and where their outputs begin.</summary>
    private sealed class Members<T>
        where T : class
    {
        private readonly List<T> _indicators = [];
        private readonly List<int> _offsets = [];

        public bool Any => _indicators.Count > 0;

        public T[] Indicators => [.. _indicators];

        public int[] Offsets => [.. _offsets];

        public bool Take(Indicator indicator, int offset)
        {
            if (indicator is not T member)
            {
                return false;
            }

            _indicators.Add(member);
            _offsets.Add(offset);
            return true;
        }
    }
}

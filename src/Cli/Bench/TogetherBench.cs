using System.Diagnostics;
using CryptoScalp.Rules.Features;

namespace CryptoScalp.Rules.Cli;

/// <summary>Times every indicator with its defaults in one batch: what they share is computed once. Functions with inputs of their own make small batches beside it.</summary>
internal sealed class TogetherBench
{
    private readonly List<Part> _parts = [];

    public TogetherBench(IndicatorBar[] bars)
    {
        ILookup<bool, IndicatorDefinition> usual = IndicatorTable.All.ToLookup(d => ReferenceEquals(BenchBars.For(d, bars), bars));
        _parts.Add(new Part([.. usual[true]], bars));
        _parts.AddRange(usual[false].GroupBy(static d => d.Name == "MAVP").Select(g => new Part([.. g], BenchBars.For(g.First(), bars))));
    }

    /// <summary>The best of some rounds, the making of the indicators included.</summary>
    public double BestMs(int rounds)
    {
        double best = double.MaxValue;
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            _parts.ForEach(static p => p.Compute());
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }

    private sealed class Part(IndicatorDefinition[] definitions, IndicatorBar[] bars)
    {
        private readonly BenchColumns _columns = new(bars);
        private readonly double[] _output = new double[definitions.Sum(static d => d.Outputs.Length) * bars.Length];

        public void Compute() => IndicatorBatch.Compute(_columns.Series, Array.ConvertAll(definitions, static d => d.Create()), _output);
    }
}

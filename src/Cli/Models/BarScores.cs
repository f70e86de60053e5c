using System.Collections.Immutable;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Cli;

/// <summary>Streams files of bars through the features and an ensemble, and keeps each score with what became of it.</summary>
internal sealed class BarScores
{
    private readonly EnsembleManifest _manifest;
    private readonly EnsembleScorer _scorer;
    private readonly ImmutableArray<FeatureCall> _calls;
    private readonly List<ScoredSample> _samples = [];
    private int _series;

    public BarScores(EnsembleManifest manifest, EnsembleScorer scorer)
    {
        (_manifest, _scorer) = (manifest, scorer);
        _calls = ModelCalls.Of(manifest);
    }

    /// <summary>In order of files and bars; without those that no barrier has ended.</summary>
    public IReadOnlyList<ScoredSample> Samples => _samples;

    /// <exception cref="WrongCallException">The file is none of bars.</exception>
    public void Add(string path)
    {
        using BarCsvReader bars = BarCsvReader.TryOpen(path, new BarCsvOptions { Symbol = "BARS" }, out string? problem) ?? throw new WrongCallException($"{path}: {problem}");
        BarFeatureSet features = new(_calls, FeatureSchema.Default);
        TripleBarrier barrier = new(_manifest.HorizonBars, _manifest.CostBps);
        BarrierOutcome[] ended = new BarrierOutcome[_manifest.HorizonBars];
        Dictionary<long, ScoredSample> open = [];
        List<ScoredSample> judged = [];
        SampleMaker maker = new(_manifest, _scorer);
        for (long bar = 0; bars.TryNext(out MarketEvent marketEvent);)
        {
            if (marketEvent.Kind != MarketEventKind.Bar)
            {
                continue;
            }

            Bar b = marketEvent.Bar;
            (double high, double low, double close) = (b.High.ToDouble(), b.Low.ToDouble(), b.Close.ToDouble());
            features.Update(new IndicatorBar(b.Open.ToDouble(), high, low, close, b.Volume.ToDouble()), []);
            int count = barrier.Next(high, low, close, features[_calls.Length - 1], ended);
            for (int i = 0; i < count; i++)
            {
                if (open.Remove(ended[i].Entry, out ScoredSample sample))
                {
                    judged.Add(sample with { Outcome = ended[i] });
                }
            }

            if (maker.TryScore(features, out EnsembleScore? score))
            {
                open[bar] = new ScoredSample(_series, bar, score.Probabilities[0], score.Probabilities[1], score.Probabilities[2], default);
            }

            bar++;
        }

        _samples.AddRange(judged.OrderBy(static s => s.Bar));
        _series++;
    }
}

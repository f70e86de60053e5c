using System.Collections.Immutable;

namespace CryptoScalp.Rules.Models;

/// <summary>What an ensemble is worth on samples that it has not seen.</summary>
public sealed record Evaluation
{
    private const int Resamples = 400;
    private const ulong Seed = 20240101;

    /// <summary>Samples.</summary>
    public required int Count { get; init; }

    /// <summary>Shares of down, none and up.</summary>
    public required ImmutableArray<double> Shares { get; init; }

    public required Figure Accuracy { get; init; }

    /// <summary>Mean log loss in nats.</summary>
    public required Figure LogLoss { get; init; }

    /// <summary>0 to 2.</summary>
    public required Figure Brier { get; init; }

    public required Figure AucUp { get; init; }

    public required Figure AucDown { get; init; }

    /// <summary>Trades of acting from the confidence given; one position a series at a time.</summary>
    public required int Trades { get; init; }

    /// <summary>Basis points a trade after costs.</summary>
    public required Figure Expectation { get; init; }

    /// <summary>Trades of taking the likelier side at every free moment, whatever the confidence.</summary>
    public required int FollowTrades { get; init; }

    /// <summary>Basis points of such a trade after costs: what the scores are worth as a direction, also where the ensemble itself advises against acting.</summary>
    public required Figure FollowExpectation { get; init; }

    /// <summary>The share of the commonest outcome: what naming it every time would hit.</summary>
    public double BaseRate => Shares.Max();

    /// <summary>What saying the shares of these very samples every time would lose: a base that knows the period.</summary>
    public double LogLossOfShares => Shares.Sum(static s => s > 0 ? -s * Math.Log(s) : 0);

    /// <summary>Measures. Intervals by moving blocks, because neighbouring samples share their future.</summary>
    /// <param name="samples">In order of series and bar; at least one.</param>
    /// <param name="block">Samples in a block: the horizon.</param>
    /// <param name="act">The confidence from which to act; null never acts.</param>
    public static Evaluation Of(IReadOnlyList<ScoredSample> samples, int block, double? act)
    {
        ArgumentOutOfRangeException.ThrowIfZero(samples.Count);
        ScoredSample[] all = [.. samples];
        double[] gains = [.. Gains(all, block, act)], followed = [.. Gains(all, block, 0)];
        MovingBlocks blocks = new(Seed);
        Figure Measured(Func<ScoredSample[], double> of) => blocks.Interval(all, block, Resamples, of);
        return new Evaluation
        {
            Count = all.Length,
            Shares = [.. Enum.GetValues<BarrierClass>().Select(c => (double)all.Count(s => s.Outcome.Class == c) / all.Length)],
            Accuracy = Measured(static part => part.Average(static s => s.Call == s.Outcome.Class ? 1.0 : 0)),
            LogLoss = Measured(static part => part.Average(static s => s.LogLoss)),
            Brier = Measured(static part => part.Average(static s => s.Brier)),
            AucUp = Measured(static part => RankArea.Of(part, BarrierClass.Up)),
            AucDown = Measured(static part => RankArea.Of(part, BarrierClass.Down)),
            Trades = gains.Length,
            Expectation = Mean(blocks, gains),
            FollowTrades = followed.Length,
            FollowExpectation = Mean(blocks, followed),
        };
    }

    /// <summary>Trades do not overlap, so each is a block of its own.</summary>
    private static Figure Mean(MovingBlocks blocks, double[] gains) => gains.Length == 0
        ? new Figure(double.NaN, double.NaN, double.NaN)
        : blocks.Interval(gains, 1, Resamples, static part => part.Average());

    private static IEnumerable<double> Gains(ScoredSample[] samples, int horizon, double? act)
    {
        (int series, long freeAt) = (-1, 0L);
        foreach (ScoredSample sample in samples)
        {
            freeAt = sample.Series == series ? freeAt : 0;
            series = sample.Series;
            if (act is { } least && Math.Max(sample.Up, sample.Down) >= least && sample.Bar >= freeAt)
            {
                freeAt = sample.Bar + horizon;
                yield return sample.Up >= sample.Down ? sample.Outcome.LongBps : sample.Outcome.ShortBps;
            }
        }
    }
}

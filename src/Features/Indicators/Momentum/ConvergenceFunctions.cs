using System.Collections.Immutable;

namespace CryptoScalp.Rules.Features;

/// <summary>Differences of a fast and a slow average. Periods given the wrong way round are exchanged, as in TA-Lib.</summary>
internal static class ConvergenceFunctions
{
    private const int Fast = 12;
    private const int Slow = 26;
    private const int Signal = 9;

    // MACDFIX rounds the weights 2/13 and 2/27 as the first publications did.
    private const double FixedFastWeight = 0.15;
    private const double FixedSlowWeight = 0.075;

    private static readonly ImmutableArray<string> Outputs = ["macd", "macdsignal", "macdhist"];

    public static IndicatorDefinition[] All { get; } =
    [
        Difference("APO", "Absolute price oscillator: fast less slow average", inPercent: false),
        Difference("PPO", "Percentage price oscillator: fast less slow average, in percent of the slow", inPercent: true),
        new("MACD", IndicatorGroup.Momentum, "Moving average convergence/divergence", IndicatorInputs.Close,
            [Period("fastperiod", Fast), Period("slowperiod", Slow), Period("signalperiod", Signal, 1)], Outputs,
            static p => EmaFilter.Lookback(Math.Max(p.Period(0), p.Period(1)), p.Settings) + EmaFilter.Lookback(p.Period(2), p.Settings),
            static p => Create(Exponential(p, 0), Exponential(p, 1), new EmaFilter(p.Period(2), p.Settings))),
        new("MACDEXT", IndicatorGroup.Momentum, "Moving average convergence/divergence with a type for each average", IndicatorInputs.Close,
            [
                Period("fastperiod", Fast), IndicatorParameter.AverageType("fastmatype"), Period("slowperiod", Slow), IndicatorParameter.AverageType("slowmatype"),
                Period("signalperiod", Signal, 1), IndicatorParameter.AverageType("signalmatype"),
            ],
            Outputs, static p => Longer(Average(p, 0), Average(p, 2)) + Average(p, 4).Lookback, static p => Create(Average(p, 0), Average(p, 2), Average(p, 4).Create())),
        new("MACDFIX", IndicatorGroup.Momentum, "Moving average convergence/divergence of 12 and 26 bars with the weights 0.15 and 0.075", IndicatorInputs.Close,
            [Period("signalperiod", Signal, 1)], Outputs, static p => EmaFilter.Lookback(Slow, p.Settings) + EmaFilter.Lookback(p.Period(), p.Settings), static p => CreateFixed(p.Period(), p.Settings)),
    ];

    private static IndicatorDefinition Difference(string name, string summary, bool inPercent) =>
        new(name, IndicatorGroup.Momentum, summary, IndicatorInputs.Close,
            [Period("fastperiod", Fast), Period("slowperiod", Slow), IndicatorParameter.AverageType()], ["value"],
            static p => MovingAverages.Lookback(p.Average(2), Math.Max(p.Period(0), p.Period(1)), p.Settings),
            p => new AverageDifferenceIndicator(p.Period(0), p.Period(1), p.Average(2), inPercent, p.Settings));

    private static ConvergenceIndicator Create(PeriodAndType fast, PeriodAndType slow, SeriesFilter signal)
    {
        if (slow.Period < fast.Period)
        {
            (fast, slow) = (slow, fast);
        }

        int lookback = Longer(fast, slow);
        return new ConvergenceIndicator(fast.Aligned(lookback), slow.Aligned(lookback), signal);
    }

    private static ConvergenceIndicator CreateFixed(int signalPeriod, IndicatorSettings settings)
    {
        EmaFilter fast = new(Fast, FixedFastWeight, settings);
        return new ConvergenceIndicator(
            settings.IsMetastock ? fast : new DelayedFilter(fast, Slow - Fast), new EmaFilter(Slow, FixedSlowWeight, settings), new EmaFilter(signalPeriod, settings));
    }

    private static int Longer(PeriodAndType a, PeriodAndType b) => Math.Max(a.Lookback, b.Lookback);

    private static PeriodAndType Average(ParameterValues p, int index) => new(p.Period(index), p.Average(index + 1), p.Settings);

    private static PeriodAndType Exponential(ParameterValues p, int index) => new(p.Period(index), MovingAverageType.Ema, p.Settings);

    private static IndicatorParameter Period(string name, int standard, int minimum = 2) => IndicatorParameter.Period(standard, minimum, name);

    private readonly record struct PeriodAndType(int Period, MovingAverageType Type, IndicatorSettings Settings)
    {
        public int Lookback => MovingAverages.Lookback(Type, Period, Settings);

        public SeriesFilter Create() => MovingAverages.Create(Type, Period, Settings);

        public SeriesFilter Aligned(int lookback) => MovingAverages.Aligned(Type, Period, lookback, Settings);
    }
}

using System.Numerics;

namespace CryptoScalp.Rules.Features;

/// <summary>How fast, how far and how steadily the price moves. The families of several functions have their own tables.</summary>
internal static class MomentumFunctions
{
    private const IndicatorInputs HighLow = IndicatorInputs.High | IndicatorInputs.Low;
    private const IndicatorInputs HighLowClose = HighLow | IndicatorInputs.Close;

    public static IndicatorDefinition[] All { get; } =
    [
        .. DirectionalFunctions.All,
        .. ConvergenceFunctions.All,
        .. StochasticFunctions.All,
        Define("AROON", "How lately the lowest low and the highest high were", HighLow, static n => new AroonIndicator(n), ["aroondown", "aroonup"]),
        Define("AROONOSC", "Aroon up less Aroon down", HighLow, static n => new AroonOscillatorIndicator(n), ["value"]),
        new("BOP", IndicatorGroup.Momentum, "Balance of power: close less open as a share of the range", HighLowClose | IndicatorInputs.Open, [], ["value"],
            static _ => 0, static _ => new LaneIndicator(BalanceOfPower)),
        new("CCI", IndicatorGroup.Momentum, "Commodity channel index", HighLowClose, [IndicatorParameter.Period(14)], ["value"],
            static p => p.Period() - 1, static p => new CommodityChannelIndicator(p.Period())),
        Wilder("CMO", "Chande's momentum oscillator", static p => ChandeMomentumFilter.Create(p.Period(), p.Settings)),
        new("IMI", IndicatorGroup.Momentum, "Intraday momentum index", IndicatorInputs.Open | IndicatorInputs.Close, [IndicatorParameter.Period(14)], ["value"],
            static p => IntradayMomentumIndicator.Window(p) - 1, static p => new IntradayMomentumIndicator(IntradayMomentumIndicator.Window(p)), UnstablePeriod.OfParts),
        Define("MFI", "Money flow index", HighLowClose | IndicatorInputs.Volume, static n => new MoneyFlowIndicator(n), ["value"], UnstablePeriod.OfIndicator),
        Lagged("MOM", "Change over a period", static (older, newer) => newer - older),
        Lagged("ROC", "Change over a period, in percent", static (older, newer) => older == 0 ? 0 : ((newer / older) - 1) * 100),
        Lagged("ROCP", "Change over a period, as a fraction", static (older, newer) => older == 0 ? 0 : (newer - older) / older),
        Lagged("ROCR", "Ratio to the value a period before", static (older, newer) => older == 0 ? 0 : newer / older),
        Lagged("ROCR100", "Ratio to the value a period before, in percent", static (older, newer) => older == 0 ? 0 : newer / older * 100),
        Wilder("RSI", "Relative strength index", static p => RelativeStrengthFilter.Create(p.Period(), p.Settings)),
        new("TRIX", IndicatorGroup.Momentum, "Change of a triple EMA from one bar to the next, in percent", IndicatorInputs.Close,
            [IndicatorParameter.Period(30, minimum: 1)], ["value"], static p => (3 * EmaFilter.Lookback(p.Period(), p.Settings)) + 1,
            static p => new FilterIndicator(Trix(p.Period(), p.Settings))),
        new("ULTOSC", IndicatorGroup.Momentum, "Ultimate oscillator", HighLowClose,
            [
                IndicatorParameter.Period(7, minimum: 1, "timeperiod1"), IndicatorParameter.Period(14, minimum: 1, "timeperiod2"),
                IndicatorParameter.Period(28, minimum: 1, "timeperiod3"),
            ],
            ["value"], static p => Math.Max(p.Period(0), Math.Max(p.Period(1), p.Period(2))),
            static p => new UltimateOscillatorIndicator(p.Period(0), p.Period(1), p.Period(2))),
        new("WILLR", IndicatorGroup.Momentum, "Williams' %R", HighLowClose, [IndicatorParameter.Period(14)], ["value"],
            static p => p.Period() - 1, static p => new WilliamsIndicator(p.Period())),
    ];

    /// <summary>A function whose first value needs one bar more than its period.</summary>
    private static IndicatorDefinition Define(
        string name, string summary, IndicatorInputs inputs, Func<int, Indicator> create, string[] outputs, UnstablePeriod unstable = UnstablePeriod.None) =>
        new(name, IndicatorGroup.Momentum, summary, inputs, [IndicatorParameter.Period(14)], [.. outputs],
            static p => p.Period(), p => create(p.Period()), unstable);

    /// <summary>A function of Wilder's averages of rises and falls.</summary>
    private static IndicatorDefinition Wilder(string name, string summary, Func<ParameterValues, SeriesFilter> create) =>
        new(name, IndicatorGroup.Momentum, summary, IndicatorInputs.Close, [IndicatorParameter.Period(14)], ["value"],
            p => GainsAndLosses.Lookback(p.Period(), p.Settings, name), p => new FilterIndicator(create(p)), UnstablePeriod.OfParts);

    private static IndicatorDefinition Lagged(string name, string summary, Func<double, double, double> compare) =>
        new(name, IndicatorGroup.Momentum, summary, IndicatorInputs.Close, [IndicatorParameter.Period(10, minimum: 1)], ["value"],
            static p => p.Period(), p => new FilterIndicator(new LaggedFilter(p.Period(), compare)));

    private static Vector<double> BalanceOfPower(in BarLanes b) =>
        Vector.ConditionalSelect(Vector.GreaterThan(b.High, b.Low), (b.Close - b.Open) / (b.High - b.Low), Vector<double>.Zero);

    private static FilterChain Trix(int period, IndicatorSettings settings) =>
        new(new EmaFilter(period, settings), new FilterChain(new EmaFilter(period, settings), new FilterChain(new EmaFilter(period, settings), Change)));

    private static LaggedFilter Change => new(1, static (older, newer) => older == 0 ? 0 : ((newer / older) - 1) * 100);
}

namespace CryptoScalp.Rules.Features;

/// <summary>Averages, bands and stops: what is drawn over the price.</summary>
internal static class OverlapFunctions
{
    private const IndicatorInputs HighLow = IndicatorInputs.High | IndicatorInputs.Low;
    private const int Standard = 30;

    public static IndicatorDefinition[] All { get; } =
    [
        new("ACCBANDS", IndicatorGroup.Overlap, "Acceleration bands", HighLow | IndicatorInputs.Close, [IndicatorParameter.Period(20)],
            ["upperband", "middleband", "lowerband"], static p => p.Period() - 1, static p => new AccelerationBandsIndicator(p.Period())),
        new("BBANDS", IndicatorGroup.Overlap, "Bollinger bands", IndicatorInputs.Close,
            [IndicatorParameter.Period(5), IndicatorParameter.Real("nbdevup", 2), IndicatorParameter.Real("nbdevdn", 2), IndicatorParameter.AverageType()],
            ["upperband", "middleband", "lowerband"],
            static p => Math.Max(MovingAverages.Lookback(p.Average(3), p.Period(), p.Settings), p.Period() - 1),
            static p => new BandsIndicator(p.Period(), p[1], p[2], p.Average(3), p.Settings)),
        Average("DEMA", "Double exponential moving average", MovingAverageType.Dema),
        Average("EMA", "Exponential moving average", MovingAverageType.Ema, UnstablePeriod.OfParts),
        Average("KAMA", "Kaufman's adaptive moving average", MovingAverageType.Kama, UnstablePeriod.OfParts),
        new("MA", IndicatorGroup.Overlap, "Moving average of the type given", IndicatorInputs.Close,
            [IndicatorParameter.Period(Standard, minimum: 1), IndicatorParameter.AverageType()], ["value"],
            static p => MovingAverages.Lookback(p.Average(1), p.Period(), p.Settings), static p => new FilterIndicator(MovingAverages.Create(p.Average(1), p.Period(), p.Settings))),
        new("MAMA", IndicatorGroup.Overlap, "MESA adaptive moving average, and the one that follows it", IndicatorInputs.Close,
            [IndicatorParameter.Fraction("fastlimit", 0.5, 0.01, 0.99), IndicatorParameter.Fraction("slowlimit", 0.05, 0.01, 0.99)], ["mama", "fama"],
            static _ => MamaFilter.Lookback, static p => new AdaptiveAverageIndicator(p[0], p[1]), UnstablePeriod.OfIndicator),
        new("MAVP", IndicatorGroup.Overlap, "Moving average with a period for each bar", IndicatorInputs.Close | IndicatorInputs.Second,
            [VariablePeriod("minperiod", 2), VariablePeriod("maxperiod", Standard), IndicatorParameter.AverageType()], ["value"],
            static p => MovingAverages.Lookback(p.Average(2), p.Period(1), p.Settings), static p => new VariablePeriodAverageIndicator(p.Period(0), p.Period(1), p.Average(2), p.Settings)),
        Midpoint("MIDPOINT", "Halfway between the highest and lowest value of the window", IndicatorInputs.Close, ofCloses: true),
        Midpoint("MIDPRICE", "Halfway between the highest high and the lowest low of the window", HighLow, ofCloses: false),
        new("SAR", IndicatorGroup.Overlap, "Parabolic stop and reverse", HighLow,
            [IndicatorParameter.NotNegative("acceleration", 0.02), IndicatorParameter.NotNegative("maximum", 0.2)], ["value"], static _ => 1, CreateSar),
        new("SAREXT", IndicatorGroup.Overlap, "Parabolic stop and reverse with a setting for each side; short stops are negative", HighLow,
            [
                IndicatorParameter.Real("startvalue", 0), IndicatorParameter.NotNegative("offsetonreverse", 0),
                IndicatorParameter.NotNegative("accelerationinitlong", 0.02), IndicatorParameter.NotNegative("accelerationlong", 0.02),
                IndicatorParameter.NotNegative("accelerationmaxlong", 0.2), IndicatorParameter.NotNegative("accelerationinitshort", 0.02),
                IndicatorParameter.NotNegative("accelerationshort", 0.02), IndicatorParameter.NotNegative("accelerationmaxshort", 0.2),
            ],
            ["value"], static _ => 1, CreateExtendedSar),
        Average("SMA", "Simple moving average", MovingAverageType.Sma),
        new("T3", IndicatorGroup.Overlap, "Tillson's triple average with a volume factor", IndicatorInputs.Close,
            [IndicatorParameter.Period(5), IndicatorParameter.Fraction("vfactor", 0.7, 0, 1)], ["value"],
            static p => 6 * (p.Period() - 1), static p => new FilterIndicator(new T3Filter(p.Period(), p[1])), UnstablePeriod.OfIndicator),
        Average("TEMA", "Triple exponential moving average", MovingAverageType.Tema),
        Average("TRIMA", "Triangular moving average", MovingAverageType.Trima),
        Average("WMA", "Linearly weighted moving average", MovingAverageType.Wma),
    ];

    private static IndicatorDefinition Average(string name, string summary, MovingAverageType type, UnstablePeriod unstable = UnstablePeriod.None) =>
        new(name, IndicatorGroup.Overlap, summary, IndicatorInputs.Close, [IndicatorParameter.Period(Standard)], ["value"],
            p => MovingAverages.Lookback(type, p.Period(), p.Settings), p => new FilterIndicator(MovingAverages.Create(type, p.Period(), p.Settings)), unstable);

    private static IndicatorDefinition Midpoint(string name, string summary, IndicatorInputs inputs, bool ofCloses) =>
        new(name, IndicatorGroup.Overlap, summary, inputs, [IndicatorParameter.Period(14)], ["value"],
            static p => p.Period() - 1, p => new MidpointIndicator(p.Period(), ofCloses));

    private static IndicatorParameter VariablePeriod(string name, int standard) =>
        new(name, standard, 2, VariablePeriodAverageIndicator.LongestPeriod, IsWhole: true);

    private static ParabolicSarIndicator CreateSar(ParameterValues p)
    {
        SarAcceleration acceleration = new(p[0], p[0], p[1]);
        return new ParabolicSarIndicator(acceleration, acceleration, start: 0, offsetOnReverse: 0, signed: false);
    }

    private static ParabolicSarIndicator CreateExtendedSar(ParameterValues p) =>
        new(new SarAcceleration(p[2], p[3], p[4]), new SarAcceleration(p[5], p[6], p[7]), start: p[0], offsetOnReverse: p[1], signed: true);
}

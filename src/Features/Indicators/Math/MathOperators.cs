namespace CryptoScalp.Rules.Features;

/// <summary>Arithmetic of two series, and sums and extremes of a window.</summary>
internal static class MathOperators
{
    private const int Standard = 30;

    public static IndicatorDefinition[] All { get; } =
    [
        Pair("ADD", "Sum of two series", static (in b) => b.Close + b.Second),
        Pair("DIV", "Quotient of two series; none where the second is 0", static (in b) => b.Close / b.Second),
        Pair("MULT", "Product of two series", static (in b) => b.Close * b.Second),
        Pair("SUB", "Difference of two series", static (in b) => b.Close - b.Second),
        Window("MAX", "Highest value of the window", ["value"], static n => new FilterIndicator(new ExtremeFilter(n, highest: true))),
        Window("MAXINDEX", "Bar of the highest value, counted from the first bar as 0", ["value"], static n => new ExtremeIndexIndicator(n, highest: true)),
        Window("MIN", "Lowest value of the window", ["value"], static n => new FilterIndicator(new ExtremeFilter(n, highest: false))),
        Window("MININDEX", "Bar of the lowest value, counted from the first bar as 0", ["value"], static n => new ExtremeIndexIndicator(n, highest: false)),
        Window("MINMAX", "Lowest and highest value of the window", ["min", "max"], static n => new MinMaxIndicator(n)),
        Window("MINMAXINDEX", "Bars of the lowest and highest value, counted from the first bar as 0", ["minidx", "maxidx"], static n => new MinMaxIndexIndicator(n)),
        Window("SUM", "Sum over the window", ["value"], static n => new FilterIndicator(new SumFilter(n))),
    ];

    private static IndicatorDefinition Pair(string name, string summary, LaneIndicator.Function function) =>
        new(name, IndicatorGroup.MathOperator, summary, IndicatorInputs.Close | IndicatorInputs.Second, [], ["value"],
            static _ => 0, _ => new LaneIndicator(function));

    private static IndicatorDefinition Window(string name, string summary, string[] outputs, Func<int, Indicator> create) =>
        new(name, IndicatorGroup.MathOperator, summary, IndicatorInputs.Close, [IndicatorParameter.Period(Standard)], [.. outputs],
            static p => p.Period() - 1, p => create(p.Period()));
}

using System.Globalization;

namespace CryptoScalp.Rules.Features;

/// <summary>One parameter of an indicator.</summary>
/// <param name="Name">Lower-case, as in TA-Lib's Python wrapper: <c>timeperiod</c>, <c>fastk_period</c>.</param>
/// <param name="Minimum">Inclusive.</param>
/// <param name="Maximum">Inclusive.</param>
/// <param name="IsWhole">Only whole numbers are valid.</param>
public sealed record IndicatorParameter(string Name, double Default, double Minimum, double Maximum, bool IsWhole)
{
    /// <summary>The longest window; it bounds the memory of one indicator.</summary>
    public const int LongestPeriod = 100_000;

    /// <summary>TA-Lib's bound on real parameters.</summary>
    private const double Largest = 3e37;

    internal static IndicatorParameter Period(int standard, int minimum = 2, string name = "timeperiod") =>
        new(name, standard, minimum, LongestPeriod, IsWhole: true);

    internal static IndicatorParameter AverageType(string name = "matype") =>
        new(name, 0, 0, (int)MovingAverageType.T3, IsWhole: true);

    internal static IndicatorParameter NotNegative(string name, double standard) => new(name, standard, 0, Largest, IsWhole: false);

    internal static IndicatorParameter Real(string name, double standard) => new(name, standard, -Largest, Largest, IsWhole: false);

    internal static IndicatorParameter Fraction(string name, double standard, double minimum, double maximum) =>
        new(name, standard, minimum, maximum, IsWhole: false);

    internal bool Accepts(double value) => value >= Minimum && value <= Maximum && (!IsWhole || value == Math.Floor(value));

    /// <summary>What is valid, in words: <c>a whole number from 2 to 100000</c>.</summary>
    public string Range => string.Create(CultureInfo.InvariantCulture, $"a {(IsWhole ? "whole " : "")}number from {Minimum} to {Maximum}");
}

using System.Numerics;

namespace CryptoScalp.Rules.Features;

/// <summary>Functions of one number. Where the mathematics has no answer (the root of -1) there is no value.</summary>
internal static class MathTransforms
{
    public static IndicatorDefinition[] All { get; } =
    [
        Define("ACOS", "Arc cosine, in radians", static x => Math.Acos(x)),
        Define("ASIN", "Arc sine, in radians", static x => Math.Asin(x)),
        Define("ATAN", "Arc tangent, in radians", static x => Math.Atan(x)),
        DefineLanes("CEIL", "Smallest whole number that is not below", static (in b) => Vector.Ceiling(b.Close)),
        Define("COS", "Cosine of radians", static x => Math.Cos(x)),
        Define("COSH", "Hyperbolic cosine", static x => Math.Cosh(x)),
        Define("EXP", "e to the power", static x => Math.Exp(x)),
        DefineLanes("FLOOR", "Largest whole number that is not above", static (in b) => Vector.Floor(b.Close)),
        Define("LN", "Natural logarithm", static x => Math.Log(x)),
        Define("LOG10", "Logarithm to base 10", static x => Math.Log10(x)),
        Define("SIN", "Sine of radians", static x => Math.Sin(x)),
        Define("SINH", "Hyperbolic sine", static x => Math.Sinh(x)),
        DefineLanes("SQRT", "Square root", static (in b) => Vector.SquareRoot(b.Close)),
        Define("TAN", "Tangent of radians", static x => Math.Tan(x)),
        Define("TANH", "Hyperbolic tangent", static x => Math.Tanh(x)),
    ];

    private static IndicatorDefinition Define(string name, string summary, Func<double, double> function) =>
        new(name, IndicatorGroup.MathTransform, summary, IndicatorInputs.Close, [], ["value"], static _ => 0, _ => new NumberIndicator(function));

    private static IndicatorDefinition DefineLanes(string name, string summary, LaneIndicator.Function function) =>
        new(name, IndicatorGroup.MathTransform, summary, IndicatorInputs.Close, [], ["value"], static _ => 0, _ => new LaneIndicator(function));
}

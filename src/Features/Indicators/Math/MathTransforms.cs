namespace CryptoScalp.Rules.Features;

/// <summary>Functions of one number. Where the mathematics has no answer (the root of -1) there is no value.</summary>
internal static class MathTransforms
{
    public static IndicatorDefinition[] All { get; } =
    [
        Define("ACOS", "Arc cosine, in radians", static (in b) => Math.Acos(b.Close)),
        Define("ASIN", "Arc sine, in radians", static (in b) => Math.Asin(b.Close)),
        Define("ATAN", "Arc tangent, in radians", static (in b) => Math.Atan(b.Close)),
        Define("CEIL", "Smallest whole number that is not below", static (in b) => Math.Ceiling(b.Close)),
        Define("COS", "Cosine of radians", static (in b) => Math.Cos(b.Close)),
        Define("COSH", "Hyperbolic cosine", static (in b) => Math.Cosh(b.Close)),
        Define("EXP", "e to the power", static (in b) => Math.Exp(b.Close)),
        Define("FLOOR", "Largest whole number that is not above", static (in b) => Math.Floor(b.Close)),
        Define("LN", "Natural logarithm", static (in b) => Math.Log(b.Close)),
        Define("LOG10", "Logarithm to base 10", static (in b) => Math.Log10(b.Close)),
        Define("SIN", "Sine of radians", static (in b) => Math.Sin(b.Close)),
        Define("SINH", "Hyperbolic sine", static (in b) => Math.Sinh(b.Close)),
        Define("SQRT", "Square root", static (in b) => Math.Sqrt(b.Close)),
        Define("TAN", "Tangent of radians", static (in b) => Math.Tan(b.Close)),
        Define("TANH", "Hyperbolic tangent", static (in b) => Math.Tanh(b.Close)),
    ];

    private static IndicatorDefinition Define(string name, string summary, PointwiseIndicator.Function function) =>
        new(name, IndicatorGroup.MathTransform, summary, IndicatorInputs.Close, [], ["value"], static _ => 0, _ => new PointwiseIndicator(function));
}

namespace CryptoScalp.Rules.Semantics;

/// <summary>How types pass through a built-in.</summary>
internal enum CallShape : byte
{
    /// <summary>From arguments to the result, by the built-in's own signature.</summary>
    Signature,

    /// <summary>Arguments and result are of one numeric type (or times and durations, by the signature).</summary>
    SameAsResult,

    /// <summary>As <see cref="SameAsResult"/>, but two /number give a /float64.</summary>
    Quotient,

    /// <summary>Arguments are of one type, whatever it is; the result is a truth value.</summary>
    SameArguments,

    /// <summary>The result is of the first argument's type.</summary>
    SameAsFirst,
}

/// <summary>The built-ins through which types pass both ways.</summary>
internal static class CallShapes
{
    /// <summary>A call with a wrong number of arguments goes by the signature, which refuses it.</summary>
    public static CallShape Of(string name, int arguments) => name switch
    {
        _ when arguments == 0 => CallShape.Signature,
        "plus" or "minus" or "mult" or "neg" or "abs" or "min2" or "max2" => CallShape.SameAsResult,
        "divide" when arguments == 2 => CallShape.Quotient,
        "eq" or "ne" or "lt" or "le" or "gt" or "ge" when arguments == 2 => CallShape.SameArguments,
        ":within_distance" => CallShape.SameArguments,
        "sum" or "min" or "max" or "first" or "last" or "sum_if" or "argmax" or "argmin" => CallShape.SameAsFirst,
        _ => CallShape.Signature,
    };
}

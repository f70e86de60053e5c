namespace CryptoScalp.Rules.Semantics;

/// <summary>The shapes of signature that built-ins share.</summary>
internal static class TypeRules
{
    /// <summary>Exactly these parameters, always this result.</summary>
    public static TypeRule Fixed(BoundType result, params BoundType[] parameters)
    {
        string wanted = parameters.Length == 0 ? "no arguments" : string.Join(", ", parameters.Select(static p => p.ToString()));
        return Of(wanted, arguments => FitAll(arguments, parameters) ? result : null);
    }

    /// <summary>Between <paramref name="least"/> and <paramref name="most"/> numbers of one type; the result is of that type.</summary>
    public static TypeRule SameNumeric(int least, int most) =>
        Of($"{Count(least, most)} of one type, all /number, all /float64 or all /dec8",
            arguments => arguments.Length >= least && arguments.Length <= most ? CommonNumeric(arguments) : null);

    /// <summary>As <see cref="SameNumeric"/>, with a fixed result.</summary>
    public static TypeRule SameNumericTo(BoundType result, int count) =>
        Of($"{Count(count, count)} of one type, all /number, all /float64 or all /dec8",
            arguments => arguments.Length == count && CommonNumeric(arguments) is not null ? result : null);

    /// <summary>Numbers of any type, mixed or not.</summary>
    public static TypeRule AnyNumeric(BoundType result, int least, int most) =>
        Of($"{Count(least, most)} of type /number, /float64 or /dec8",
            arguments => arguments.Length >= least && arguments.Length <= most && AllNumeric(arguments) ? result : null);

    /// <summary>Any arguments, as many as wanted.</summary>
    public static TypeRule Anything(BoundType result, int least, int most) =>
        Of(most == int.MaxValue ? $"at least {least} arguments" : least == most ? $"{least} arguments" : $"{least} to {most} arguments",
            arguments => arguments.Length >= least && arguments.Length <= most ? result : null);

    /// <summary>A rule from a function that gives the result's type, or null when the arguments do not fit.</summary>
    public static TypeRule Of(string wanted, TypeGiver give) =>
        (ReadOnlySpan<BoundType> arguments, out BoundType result, out string expected) =>
        {
            BoundType? given = give(arguments);
            result = given ?? BoundType.Error;
            expected = given is null ? wanted : "";
            return given is not null;
        };

    /// <summary>The type shared by numbers; <c>/any</c> when nothing is known, null when they are mixed or not numbers.</summary>
    public static BoundType? CommonNumeric(ReadOnlySpan<BoundType> arguments)
    {
        BoundType common = BoundType.Any;
        foreach (BoundType argument in arguments)
        {
            if (argument.Kind == TypeKind.Error)
            {
                return BoundType.Error;
            }

            if (argument.Kind == TypeKind.Any)
            {
                continue;
            }

            BoundType wide = TypeFit.Widen(argument);
            if (!wide.IsNumeric || (common.Kind != TypeKind.Any && !common.Equals(wide)))
            {
                return null;
            }

            common = wide;
        }

        return common;
    }

    private static bool AllNumeric(ReadOnlySpan<BoundType> arguments)
    {
        foreach (BoundType argument in arguments)
        {
            if (!TypeFit.IsOpen(argument) && !TypeFit.IsNumeric(argument))
            {
                return false;
            }
        }

        return true;
    }

    private static bool FitAll(ReadOnlySpan<BoundType> arguments, BoundType[] parameters)
    {
        if (arguments.Length != parameters.Length)
        {
            return false;
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            if (!TypeFit.Fits(arguments[i], parameters[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static string Count(int least, int most) =>
        most == int.MaxValue ? $"{least} or more numbers" : least == most ? $"{least} {(least == 1 ? "number" : "numbers")}" : $"{least} to {most} numbers";
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Multiples of a tick size or lot step, in exact decimals. A step of 0 or less is no step: everything is a multiple.</summary>
internal static class StepArithmetic
{
    public static bool IsMultiple(Dec8 value, Dec8 step) => step.Raw <= 0 || value.Raw % step.Raw == 0;

    /// <summary>The largest multiple at or below a value of at least 0.</summary>
    public static Dec8 RoundDown(Dec8 value, Dec8 step) => step.Raw <= 0 ? value : new Dec8(value.Raw - (value.Raw % step.Raw));

    /// <summary>The smallest multiple at or above a value of at least 0; the value itself when that does not fit.</summary>
    public static Dec8 RoundUp(Dec8 value, Dec8 step)
    {
        if (IsMultiple(value, step))
        {
            return value;
        }

        return Dec8.TryAdd(RoundDown(value, step), step, out Dec8 up) ? up : value;
    }
}

using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Reads the numbers of one instrument and keeps the first fault: an instrument with one is left out as a whole.</summary>
internal sealed class NumberFields
{
    /// <summary>What is wrong with the instrument; null when nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>A tick size, lot step, multiplier or contract size: rounding it would change the meaning.</summary>
    public Dec8 Exact(PlacedValue? value, string name) => Read(value, name, DecimalRounding.Exact);

    public Dec8 Min(PlacedValue? value, string name) => Read(value, name, DecimalRounding.Up);

    public Dec8 Max(PlacedValue? value, string name) => Read(value, name, DecimalRounding.Down);

    public Dec8 Read(string text, string name, DecimalRounding rounding)
    {
        if (!DecimalText.TryParse(text, rounding, out Dec8 number))
        {
            return Fail($"{name} {text} is not a number with at most eight digits after the point");
        }

        return number.Raw < 0 ? Fail($"{name} {text} is negative") : number;
    }

    /// <summary>Absent is 0: no bound.</summary>
    private Dec8 Read(PlacedValue? value, string name, DecimalRounding rounding) => value switch
    {
        null => Dec8.Zero,
        { Kind: JsonValueKind.String or JsonValueKind.Number } => Read(value.Text, name, rounding),
        _ => Fail($"{name} is no number"),
    };

    public Dec8 Fail(string fault)
    {
        Fault ??= fault;
        return Dec8.Zero;
    }
}

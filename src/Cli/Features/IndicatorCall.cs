using System.Globalization;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>An indicator asked for on the command line: <c>rsi</c>, <c>rsi(14)</c>, <c>bbands(timeperiod=20, nbdevup=3)</c>.</summary>
/// <param name="Text">As it was written; it names the column.</param>
internal sealed record IndicatorCall(string Text, IndicatorDefinition Definition, KeyValuePair<string, double>[] Parameters)
{
    /// <exception cref="WrongCallException">Not of that form, or no such indicator or parameter, or a value out of range.</exception>
    public static IndicatorCall Parse(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open >= 0 && !text.EndsWith(')'))
        {
            throw new WrongCallException($"'{text}' has no closing parenthesis; write it as rsi(14)");
        }

        IndicatorDefinition definition = Find(open < 0 ? text : text[..open]);
        if (definition.Inputs.HasFlag(IndicatorInputs.Second))
        {
            throw new WrongCallException($"{definition.Name} needs a second series, which a file of bars does not have");
        }

        string[] arguments = open < 0 ? [] : text[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        IndicatorCall call = new(text, definition, [.. arguments.Select((argument, i) => Parameter(definition, argument, i))]);
        call.Check();
        return call;
    }

    /// <summary>The columns of its outputs: the call itself, with the output's name where there are several.</summary>
    public IEnumerable<string> Columns()
    {
        string call = Text.Contains(',', StringComparison.Ordinal) ? Text.Replace(",", ";", StringComparison.Ordinal) : Text;
        return Definition.Outputs.Length == 1 ? [call] : Definition.Outputs.Select(output => $"{call}.{output}");
    }

    /// <exception cref="WrongCallException">There is none of that name.</exception>
    public static IndicatorDefinition Find(string name)
    {
        if (IndicatorTable.Find(name.Trim()) is { } definition)
        {
            return definition;
        }

        string? near = NameSuggestion.Nearest(name.Trim().ToUpperInvariant(), IndicatorTable.All.Concat(MarketTable.All).Select(static d => d.Name));
        throw new WrongCallException($"there is no indicator '{name}'{(near is null ? "; 'scalp features list' names them" : $"; did you mean {near}?")}");
    }

    private static KeyValuePair<string, double> Parameter(IndicatorDefinition definition, string argument, int position)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 && position >= definition.Parameters.Length)
        {
            throw new WrongCallException($"{definition.Name} has {definition.Parameters.Length} parameters; '{argument}' is one too many");
        }

        string name = equals < 0 ? definition.Parameters[position].Name : argument[..equals].Trim();
        return double.TryParse(argument[(equals + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? new KeyValuePair<string, double>(name, value)
            : throw new WrongCallException($"'{argument}' is no number for a parameter of {definition.Name}");
    }

    private void Check()
    {
        try
        {
            Definition.Create(Parameters);
        }
        catch (ArgumentException e)
        {
            throw new WrongCallException(e.Message);
        }
    }
}

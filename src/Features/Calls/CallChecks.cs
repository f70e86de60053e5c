using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>Decides what a name and its arguments mean, and says what is wrong with them.</summary>
internal static class CallChecks
{
    public static FeatureCall? Build(string text, string name, CallArguments arguments, out string problem)
    {
        if (CombinatorTable.Find(name) is { } combinator && (arguments.Inner.Count > 0 || IndicatorTable.Find(name) is null))
        {
            problem = Combinator(combinator, arguments);
            return problem.Length > 0 ? null : Make(text, name, arguments, null, arguments.Names);
        }

        if (FeatureSchema.Default.TryFind(name, out _))
        {
            problem = arguments.Numbers.Count + arguments.Inner.Count > 0 || arguments.BarLengthNs is not null || arguments.Other is not null ? $"{name} is a feature of ticks and takes no parameters but a venue" : "";
            return problem.Length > 0 ? null : Make(text, name, arguments, null, arguments.Names);
        }

        if (IndicatorTable.Find(name) is { } definition)
        {
            problem = Indicator(definition, arguments);
            string? output = arguments.Names.Find(n => definition.Outputs.Contains(n));
            return problem.Length > 0 ? null : Make(text, name, arguments, output, [.. arguments.Names.Where(n => n != output)]);
        }

        problem = Unknown(name);
        return null;
    }

    /// <summary>An indicator with the positional numbers of a call.</summary>
    /// <exception cref="ArgumentException">A number outside its range.</exception>
    public static Indicator Create(IndicatorDefinition definition, IReadOnlyList<double> numbers) =>
        definition.Create(Named(definition, numbers));

    /// <summary>The bars without a value at the start of an indicator with the positional numbers of a call.</summary>
    public static int Lookback(IndicatorDefinition definition, IReadOnlyList<double> numbers) => definition.Lookback(Named(definition, numbers));

    private static KeyValuePair<string, double>[] Named(IndicatorDefinition definition, IReadOnlyList<double> numbers) =>
        [.. numbers.Select((n, i) => new KeyValuePair<string, double>(definition.Parameters[i].Name, n))];

    private static FeatureCall Make(string text, string name, CallArguments arguments, string? output, List<string> venues) =>
        new(text, name, [.. arguments.Numbers], [.. arguments.Inner], output, arguments.Other, arguments.BarLengthNs, venues.Count == 0 ? null : "/" + venues[0]);

    private static string Combinator(Combinator combinator, CallArguments arguments)
    {
        if (arguments.Inner.Count != combinator.Inputs)
        {
            return $"{combinator.Name} is applied to {Calls(combinator.Inputs)}, as in {combinator.Example}";
        }

        if (arguments.Inner.Exists(static i => i.Venue is not null || i.OwnBarLengthNs is not null))
        {
            return "a venue or a length of bars stands in the outermost call";
        }

        if (arguments.Other is not null)
        {
            return $"{combinator.Name} reads the calls it is applied to; a second series stands in one of them";
        }

        if (arguments.Names.Count > 1)
        {
            return $"/{arguments.Names[1]} is one name too many";
        }

        return combinator.Problem(arguments.Numbers);
    }

    private static string Calls(int count) => count == 1 ? "one call" : $"{count} calls";

    private static string Indicator(IndicatorDefinition definition, CallArguments arguments)
    {
        if (SecondSeries(definition, arguments.Other is not null) is { } problem)
        {
            return problem;
        }

        if (arguments.Inner.Count > 0)
        {
            return $"{definition.Name} is computed from bars, not from other calls";
        }

        if (arguments.Numbers.Count > definition.Parameters.Length)
        {
            return $"{definition.Name} has {definition.Parameters.Length} parameters, not {arguments.Numbers.Count}";
        }

        if (arguments.Names.FindAll(n => !definition.Outputs.Contains(n)) is { Count: > 1 } names)
        {
            return $"/{names[1]} is no output of {definition.Name} ({string.Join(", ", definition.Outputs)})";
        }

        try
        {
            Create(definition, arguments.Numbers);
            return "";
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private static string? SecondSeries(IndicatorDefinition definition, bool isGiven)
    {
        bool reads = definition.Inputs.HasFlag(IndicatorInputs.Second);
        if (reads && definition.Name == "MAVP")
        {
            return "the second series of MAVP holds periods, which no market trades";
        }

        if (reads && !isGiven)
        {
            string call = definition.Name.ToLowerInvariant();
            return $"{definition.Name} needs a second series: {call}(\"ETHUSDT\") for another symbol, {call}(\"@kraken\") for the same at another venue";
        }

        return !reads && isGiven ? $"{definition.Name} reads one series only" : null;
    }

    private static string Unknown(string name)
    {
        IEnumerable<string> known = IndicatorTable.All.Concat(MarketTable.All).Select(static d => d.Name.ToLowerInvariant())
            .Concat(FeatureSchema.Default.Features.Select(static f => f.Name)).Concat(CombinatorTable.All.Select(static c => c.Name));
        string? near = NameSuggestion.Nearest(name, known);
        return near is null ? $"there is no feature '{name}'; 'scalp features list' names them" : $"there is no feature '{name}'; did you mean '{near}'?";
    }
}

using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Features;

namespace CryptoScalp.Rules.Cli;

/// <summary>What <c>features list</c> and <c>features describe</c> say of indicators, combinators and features of ticks.</summary>
internal static class FeatureCatalogue
{
    public static int List(Terminal terminal, bool json)
    {
        foreach (IndicatorDefinition definition in IndicatorTable.All.Concat(MarketTable.All))
        {
            terminal.Out.WriteLine(json ? Json(definition) : $"{definition.Name,-20} {definition.Summary}");
        }

        foreach (Combinator combinator in CombinatorTable.All)
        {
            terminal.Out.WriteLine(json ? Json(combinator) : $"{combinator.Name,-20} {combinator.Summary}, of other features: {combinator.Example}");
        }

        foreach (FeatureDefinition feature in FeatureSchema.Default.Features)
        {
            terminal.Out.WriteLine(json ? Json(feature) : $"{feature.Name,-32} {feature.Summary} ({feature.Unit})");
        }

        return ExitCode.Fine;
    }

    /// <exception cref="WrongCallException">There is none of that name.</exception>
    public static int Describe(Terminal terminal, string name, bool json)
    {
        string asked = name.Trim().ToLowerInvariant();
        if (FeatureSchema.Default.TryFind(asked, out int index))
        {
            Describe(terminal, FeatureSchema.Default.Features[index], json);
        }
        else if (IndicatorTable.Find(asked) is null && CombinatorTable.Find(asked) is { } combinator)
        {
            Describe(terminal, combinator, json);
        }
        else
        {
            Describe(terminal, IndicatorCall.Find(name), json);
        }

        return ExitCode.Fine;
    }

    private static void Describe(Terminal terminal, FeatureDefinition feature, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(Json(feature));
            return;
        }

        terminal.Out.WriteLine($"{feature.Name}: {feature.Summary}");
        terminal.Out.WriteLine($"unit     {feature.Unit}");
        terminal.Out.WriteLine($"fact     {feature.Name}({string.Join(", ", feature.Columns.Select(static c => $"{c.Name} {c.Type}"))}), keyed by venue and symbol");
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"warm-up  {feature.WarmUpMs} ms"));
        terminal.Out.WriteLine("lives    while the feed is live, or as long as ttl(...) of its declaration says after the last update");
    }

    private static void Describe(Terminal terminal, Combinator combinator, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(Json(combinator));
            return;
        }

        terminal.Out.WriteLine($"{combinator.Name}: {combinator.Summary}");
        terminal.Out.WriteLine($"reads    {(combinator.Inputs == 1 ? "another feature" : "two other features")}, bar by bar");
        terminal.Out.WriteLine(combinator.Standard == 0 ? "window   none" : string.Create(
            CultureInfo.InvariantCulture, $"window   {combinator.Standard} bars unless given; {combinator.Minimum} to {IndicatorParameter.LongestPeriod}"));
        terminal.Out.WriteLine($"example  {combinator.Example}");
    }

    private static void Describe(Terminal terminal, IndicatorDefinition definition, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(Json(definition));
            return;
        }

        terminal.Out.WriteLine($"{definition.Name}: {definition.Summary}");
        terminal.Out.WriteLine($"reads    {definition.Inputs.ToString().ToLowerInvariant()}{Second(definition)}");
        terminal.Out.WriteLine($"outputs  {string.Join(", ", definition.Outputs)}");
        terminal.Out.WriteLine($"lookback {definition.Lookback()} bars with these defaults{(definition.HasUnstablePeriod ? "; the first values depend on where the series began" : "")}");
        foreach (IndicatorParameter parameter in definition.Parameters)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {parameter.Name} = {parameter.Default}: {parameter.Range}"));
        }
    }

    private static string Second(IndicatorDefinition definition) => definition.Inputs.HasFlag(IndicatorInputs.Second) && definition.Name != "MAVP"
        ? $"; in a rule {definition.Name.ToLowerInvariant()}(\"ETHUSDT\") or {definition.Name.ToLowerInvariant()}(\"@kraken\")"
        : "";

    private static string Json(IndicatorDefinition d) => JsonSerializer.Serialize(new
    {
        name = d.Name,
        group = d.Group.ToString(),
        summary = d.Summary,
        inputs = d.Inputs.ToString().ToLowerInvariant().Split(", "),
        parameters = d.Parameters.Select(static p => new { name = p.Name, @default = p.Default, minimum = p.Minimum, maximum = p.Maximum, whole = p.IsWhole }),
        outputs = d.Outputs,
        lookback = d.Lookback(),
        unstable = d.HasUnstablePeriod,
    });

    private static string Json(Combinator c) => JsonSerializer.Serialize(new
    {
        name = c.Name,
        group = "Combinator",
        summary = c.Summary,
        inputs = c.Inputs,
        window = c.Standard,
        minimum = c.Minimum,
        example = c.Example,
    });

    private static string Json(FeatureDefinition f) => JsonSerializer.Serialize(new
    {
        name = f.Name,
        group = "Ticks",
        summary = f.Summary,
        unit = f.Unit,
        warmUpMs = f.WarmUpMs,
        columns = f.Columns.Select(static c => new { name = c.Name, type = c.Type, unit = c.Unit }),
    });
}

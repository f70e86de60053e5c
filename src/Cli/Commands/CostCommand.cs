using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp cost PATH…</c>: the memory that each window, temporal literal, expiry and hysteresis needs.</summary>
internal static class CostCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = CommonOptions.Paths();
        Option<bool> strict = CommonOptions.Strict();
        Option<bool> json = CommonOptions.Json();
        Option<string[]> rates = new("--rate") { Description = "Events a second of a predicate, to count rows with; may be given several times.", HelpName = "PREDICATE=N" };
        Command command = new("cost", "Show how many rows of the past each rule keeps.") { paths, strict, json, rates };
        command.SetAction(parsed => Run(terminal, LoadedRules.Load(parsed.GetValue(paths)!, [], parsed.GetValue(strict)), Rates(parsed.GetValue(rates) ?? []), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, LoadedRules loaded, SortedDictionary<string, double> rates, bool json)
    {
        if (!DiagnosticPrinter.Print(terminal, loaded.Diagnostics, json) || loaded.Program is not { } program)
        {
            return ExitCode.WrongInput;
        }

        if (rates.Keys.FirstOrDefault(name => program.FindPredicate(name) is null) is { } unknown)
        {
            throw new WrongCallException($"--rate names '{unknown}', which the program does not have");
        }

        IReadOnlyList<TimeCost> costs = TimeCosts.Of(program);
        foreach (TimeCost cost in costs)
        {
            terminal.Out.WriteLine(json ? Json(cost, rates) : Text(cost, rates));
        }

        if (costs.Count == 0 && !json)
        {
            terminal.Out.WriteLine("no rule looks back: nothing of the past is kept");
        }

        return ExitCode.Fine;
    }

    private static string Text(TimeCost cost, SortedDictionary<string, double> rates)
    {
        string rows = Rows(cost, rates) is { } count ? string.Create(CultureInfo.InvariantCulture, $" = {count}") : "";
        return $"{cost.Owner}  {cost.Subject}  ({cost.Place.ToLocation()})\n    rows kept: {cost.Formula}{rows}";
    }

    private static string Json(TimeCost cost, SortedDictionary<string, double> rates) => JsonSerializer.Serialize(new
    {
        owner = cost.Owner,
        subject = cost.Subject,
        place = cost.Place.ToLocation(),
        predicate = cost.Predicate,
        formula = cost.Formula,
        seconds = cost.PerSecond,
        rows = Rows(cost, rates),
    });

    /// <summary>The rows kept at the given rate, rounded up; null while they depend on what is not known.</summary>
    private static long? Rows(TimeCost cost, SortedDictionary<string, double> rates) =>
        cost.Fixed ?? (cost.PerSecond > 0 && rates.TryGetValue(cost.Predicate, out double rate) ? (long)Math.Ceiling(rate * cost.PerSecond) : null);

    private static SortedDictionary<string, double> Rates(string[] texts)
    {
        SortedDictionary<string, double> rates = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !double.TryParse(text.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) || rate is not (>= 0 and <= 1e12))
            {
                throw new WrongCallException($"--rate takes PREDICATE=N with N events a second, as in --rate trade=200, not '{text}'");
            }

            rates[text[..equals]] = rate;
        }

        return rates;
    }
}

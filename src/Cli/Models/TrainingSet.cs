using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli;

/// <summary>A period that is held out: simulated with seeds of its own, or a part of the recorded data.</summary>
/// <param name="Name">For people.</param>
/// <param name="Simulated">Null when it is recorded.</param>
/// <param name="From">The first millisecond, UTC; 0 when simulated.</param>
/// <param name="To">The first millisecond after it.</param>
internal sealed record HeldOutPeriod(string Name, SimulatedData? Simulated, long From, long To);

/// <param name="Seconds">Of market time a seed.</param>
/// <param name="Seeds">A simulated market each.</param>
internal sealed record SimulatedData(int Seconds, ImmutableArray<ulong> Seeds);

/// <summary>What of <c>models/train/sets/*.json</c> this side of the training reads: where the data come from, and what nobody may learn from.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">The ensemble's: <c>/second</c>.</param>
/// <param name="Bar">As calls write it: <c>1s</c>.</param>
/// <param name="Simulated">What is learned from; null when that is recorded.</param>
/// <param name="Files">The recorded files, with a star; empty when simulated.</param>
/// <param name="Periods">Those that the version that is shipped never saw.</param>
internal sealed record TrainingSet(string Path, string Name, string Bar, SimulatedData? Simulated, string Files, ImmutableArray<HeldOutPeriod> Periods)
{
    private const int MostSeeds = 1000;

    /// <param name="named">A set of <c>models/train/sets</c>, or a file that ends in <c>.json</c>.</param>
    /// <param name="folder">The folder <c>models/train</c>.</param>
    /// <exception cref="WrongCallException">There is no such set.</exception>
    /// <exception cref="ModelException">CSR6214.</exception>
    public static TrainingSet Read(string named, string folder)
    {
        string sets = System.IO.Path.Combine(folder, "sets");
        string path = named.EndsWith(".json", StringComparison.Ordinal) ? named : System.IO.Path.Combine(sets, named.TrimStart('/') + ".json");
        if (!File.Exists(path))
        {
            string known = Directory.Exists(sets) ? string.Join(", ", Directory.GetFiles(sets, "*.json").Select(System.IO.Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)) : "none";
            throw new WrongCallException($"there is no set {path}; name one of {sets} ({known}) or a file of your own that ends in .json");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelException(ModelDiagnostics.BadTrainingSet, e, path, e.Message);
        }
    }

    private static TrainingSet Read(JsonElement json, string path)
    {
        string name = Text(json, "name");
        SimulatedData? simulated = json.TryGetProperty("simulate", out JsonElement simulate) ? SimulatedOf(simulate) : null;
        long ship = simulated is null ? Day(json, "shipBefore") : 0;
        ImmutableArray<HeldOutPeriod> periods = [.. Part(json, "periods").EnumerateArray().Select(p => Period(p, simulated is not null)).Where(p => p.Simulated is not null || p.From >= ship)];
        return name.Length < 2 || name[0] != '/' ? throw new FormatException($"its name begins with a slash, unlike '{name}'")
            : new TrainingSet(path, name, Text(json, "bar"), simulated, simulated is null ? Text(json, "files") : "", periods);
    }

    private static HeldOutPeriod Period(JsonElement json, bool isSimulated) => isSimulated
        ? new HeldOutPeriod(Text(json, "name"), SimulatedOf(Part(json, "simulate")), 0, 0)
        : new HeldOutPeriod(Text(json, "name"), null, Day(json, "from"), Day(json, "to"));

    private static SimulatedData SimulatedOf(JsonElement json)
    {
        int seconds = Part(json, "seconds").GetInt32();
        ImmutableArray<ulong> seeds = [.. Part(json, "seeds").EnumerateArray().Select(static s => s.GetUInt64())];
        return seconds is < 1 or > 1_000_000 || seeds.Length is 0 or > MostSeeds
            ? throw new FormatException($"'simulate' is 1 to 1000000 seconds of 1 to {MostSeeds} seeds")
            : new SimulatedData(seconds, seeds);
    }

    private static long Day(JsonElement json, string name) =>
        DateTime.TryParseExact(Text(json, name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime day)
            ? new DateTimeOffset(day).ToUnixTimeMilliseconds()
            : throw new FormatException($"'{name}' is a day such as 2022-01-20, not '{Text(json, name)}'");

    private static string Text(JsonElement json, string name) => Part(json, name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static JsonElement Part(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement part) ? part : throw new FormatException($"'{name}' is not there");
}

using System.Text.Json;
using CryptoScalp.Rules.Checker;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a run said of itself when it began; fields that an older release did not write have the values that it ran with.</summary>
/// <param name="Program">The program's version.</param>
/// <param name="Params">Parameter to its value's text.</param>
/// <param name="Limits">The bounds of its proofs.</param>
/// <param name="MaxCreatedFacts">The budget of a transaction.</param>
/// <param name="NonDecisionsEvery">Which non-decisions were recorded.</param>
/// <param name="Measures">Predicate to what its values measure.</param>
/// <param name="GoesOn">It remembered what earlier runs of the journal emitted.</param>
internal sealed record RecordedHeader(
    string Program, IReadOnlyDictionary<string, string> Params, ProofLimits Limits, long MaxCreatedFacts, int NonDecisionsEvery, IReadOnlyDictionary<string, string> Measures, bool GoesOn = false)
{
    /// <summary>What its records mean (<see cref="RecordFormat"/>).</summary>
    public int Format { get; init; } = RecordFormat.Unstated;

    /// <summary>What recorded it; null where it does not say.</summary>
    public string? Build { get; init; }

    /// <summary>What the run took over of the state of the runs before it; null when it began with nothing.</summary>
    public TakenPast? Past { get; init; }

    /// <summary>Only exits are decided until then; null when everything is.</summary>
    public EventTime? WarmsUntil { get; init; }

    /// <summary>What the account began with; null where it is not said.</summary>
    public Dec8? Equity { get; init; }

    private const long DefaultBudget = 1_000_000;

    private static readonly Dictionary<string, string> _nothing = [];

    /// <summary>As <see cref="Read"/>; the values of an older release when there is no such record.</summary>
    /// <exception cref="FormatException">The record is not formed as docs/journal.md says.</exception>
    public static RecordedHeader Of(JournalRecord? started) =>
        started is null ? new RecordedHeader("", _nothing, ProofLimits.Default, DefaultBudget, 1, _nothing) : Read(started);

    /// <exception cref="FormatException">The record is not formed as docs/journal.md says.</exception>
    public static RecordedHeader Read(JournalRecord started)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(started.Payload, RecordFormat.Once);
            JsonElement root = document.RootElement;
            ProofLimits limits = root.TryGetProperty("proofs", out JsonElement p)
                ? new ProofLimits(p.GetProperty("depth").GetInt32(), p.GetProperty("nodes").GetInt32(), p.GetProperty("members").GetInt32())
                : ProofLimits.Default;
            return new RecordedHeader(
                root.GetProperty("program").GetString()!,
                Texts(root, "params"),
                limits,
                root.TryGetProperty("maxCreatedFacts", out JsonElement budget) ? budget.GetInt64() : DefaultBudget,
                root.TryGetProperty("nonDecisionsEvery", out JsonElement every) ? every.GetInt32() : 1,
                Texts(root, "measures"),
                root.TryGetProperty("goesOn", out JsonElement goesOn) && goesOn.GetBoolean())
            {
                Format = root.TryGetProperty("format", out JsonElement format) ? format.GetInt32() : RecordFormat.Unstated,
                Build = root.TryGetProperty("build", out JsonElement build) ? build.GetString() : null,
                Past = TakenPast.Read(root),
                WarmsUntil = root.TryGetProperty("warmsUntil", out JsonElement warms) ? new EventTime(warms.GetInt64()) : null,
                Equity = root.TryGetProperty("equity", out JsonElement equity) && Dec8.TryParse(equity.GetString(), out Dec8 amount) ? amount : null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new FormatException($"the record of the run's start at {started.Place} cannot be read: {e.Message}", e);
        }
    }

    internal static Dictionary<string, string> Texts(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement found)
        ? found.EnumerateObject().ToDictionary(static f => f.Name, static f => f.Value.GetString()!, StringComparer.Ordinal)
        : [];
}

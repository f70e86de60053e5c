using System.CommandLine;
using System.Globalization;
using CryptoScalp.Rules.Packs;

namespace CryptoScalp.Rules.Cli;

/// <summary>The options of <c>scalp serve</c> about rules that change while it runs.</summary>
internal sealed class ChangeInputs
{
    private readonly Option<string?> _watch = new("--watch") { Description = "Stage what is saved in this folder: whole saves, through the same gate as 'scalp packs stage'.", HelpName = "DIR" };
    private readonly Option<string> _approve = new("--approve") { Description = "Who puts a staged pack in force: hand (scalp packs activate), or gate, by itself once it passed.", HelpName = "hand|gate", DefaultValueFactory = static _ => "hand" };
    private readonly Option<string?> _shadowFor = new("--shadow-for") { Description = "With --approve gate: how long in event time a pack shadows the run before.", HelpName = "30s" };
    private readonly Option<long?> _maxDifferences = new("--max-differences") { Description = "With --approve gate: the most decisions that may differ, in the replay and in the shadow each.", HelpName = "N" };
    private readonly Option<string> _rollbackWatch = new("--rollback-watch") { Description = "How long in event time a new pack is watched by the conditions below.", HelpName = "60s", DefaultValueFactory = static _ => "60s" };
    private readonly Option<long?> _rollbackDecisions = new("--rollback-decisions") { Description = "Roll back by itself when a new pack decides more than this in a minute.", HelpName = "N" };
    private readonly Option<string?> _rollbackVetoed = new("--rollback-vetoed") { Description = "Roll back by itself when more than this share of its candidates are not decided.", HelpName = "90%" };
    private readonly Option<long?> _rollbackErrors = new("--rollback-errors") { Description = "Roll back by itself when more literals than this fail (overflow, division by zero) or transactions are rolled back.", HelpName = "N" };
    private readonly Option<string?> _rollbackLatency = new("--rollback-latency") { Description = "Roll back by itself when more than one tick in a hundred takes longer.", HelpName = "500us" };
    private readonly Option<string> _restart = new("--restart-with") { Description = "With --append: the rules to begin with, journal (those in force when it ended) or given.", HelpName = "journal|given", DefaultValueFactory = static _ => "journal" };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _watch, _approve, _shadowFor, _maxDifferences, _rollbackWatch, _rollbackDecisions, _rollbackVetoed, _rollbackErrors, _rollbackLatency, _restart })
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="WrongCallException">An option has a value that it cannot have, or one without the other means nothing.</exception>
    public ServeOptions Read(ParseResult parsed, ServeOptions options) => options with
    {
        Watch = FolderOf(parsed.GetValue(_watch)),
        Policy = PolicyOf(parsed),
        BeginsWithGiven = OneOf(parsed, _restart, "journal", "given") == "given",
    };

    private PackPolicy PolicyOf(ParseResult parsed)
    {
        bool byItself = OneOf(parsed, _approve, "hand", "gate") == "gate";
        TimeSpan? shadow = Duration(parsed, _shadowFor);
        long? differences = Count(parsed, _maxDifferences);
        return byItself || (shadow is null && differences is null)
            ? new PackPolicy { KeepsSpare = true, ApprovesByItself = byItself, ShadowFor = shadow ?? TimeSpan.Zero, MaxDifferences = differences, Rollback = ConditionsOf(parsed) }
            : throw new WrongCallException("--shadow-for and --max-differences say when a pack is put in force by itself: they need --approve gate");
    }

    private RollbackConditions ConditionsOf(ParseResult parsed) => new()
    {
        Watch = Duration(parsed, _rollbackWatch)!.Value,
        MaxDecisionsPerMinute = Count(parsed, _rollbackDecisions),
        MaxNonDecisionShare = Share(parsed, _rollbackVetoed),
        MaxErrors = Count(parsed, _rollbackErrors),
        MaxLatencyP99 = Duration(parsed, _rollbackLatency),
    };

    private static string? FolderOf(string? folder) =>
        folder is null || Directory.Exists(folder) ? folder : throw new WrongCallException($"--watch is a folder that is there, not '{folder}'");

    private static string OneOf(ParseResult parsed, Option<string> option, string first, string second) => parsed.GetValue(option) is { } text && (text == first || text == second)
        ? text : throw new WrongCallException($"{option.Name} is {first} or {second}, not '{parsed.GetValue(option)}'");

    private static long? Count(ParseResult parsed, Option<long?> option) =>
        parsed.GetValue(option) is not { } count || count >= 0 ? parsed.GetValue(option) : throw new WrongCallException($"{option.Name} is 0 or more, not {count}");

    private static double? Share(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is not { } text ? null
        : text.EndsWith('%') && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double percent) && percent is >= 0 and <= 100 ? percent / 100
        : throw new WrongCallException($"{option.Name} is a share from 0% to 100%, not '{text}'");

    private static TimeSpan? Duration(ParseResult parsed, Option option) => parsed.GetValue<string?>(option.Name) is not { } text ? null
        : DurationText.Parse(text) ?? throw new WrongCallException($"{option.Name} is a time such as 500us, 250ms, 30s, 5m or 1h, not '{text}'");
}

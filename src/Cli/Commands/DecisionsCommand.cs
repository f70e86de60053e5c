using System.CommandLine;
using System.Globalization;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp decisions JOURNAL</c> and <c>scalp non-decisions JOURNAL</c>: what a journal holds, found through its index, or what a running host lists.</summary>
internal static class DecisionsCommand
{
    public static Command CreateDecisions(Terminal terminal)
    {
        Option<string?> status = new("--status") { Description = "decided, problem, refused, accepted or filled.", HelpName = "STATUS" };
        status.AcceptOnlyFromAmong("decided", "problem", "refused", "accepted", "filled");
        return Create("decisions", "List the decisions of a journal, or of a running host.", status, (query, parsed) => query with { Status = parsed.GetValue(status) }, static (list, query) => list.Decisions(query), static (list, host, query) => list.Decisions(HostLists.Decisions(host, query)), terminal);
    }

    public static Command CreateNonDecisions(Terminal terminal)
    {
        Option<string?> reason = new("--reason") { Description = "vetoed, requirement, cap, lost or cooldown.", HelpName = "REASON" };
        reason.AcceptOnlyFromAmong("vetoed", "requirement", "cap", "lost", "cooldown");
        return Create("non-decisions", "List the candidates of a journal, or of a running host, that were not decided, and why.", reason, (query, parsed) => query with { Reason = parsed.GetValue(reason) }, static (list, query) => list.NonDecisions(query), static (list, host, query) => list.NonDecisions(HostLists.NonDecisions(host, query)), terminal);
    }

    private static Command Create(
        string name, string description, Option filter, Func<IndexQuery, ParseResult, IndexQuery> filtered, Func<JournalList, IndexQuery, int> list, Func<JournalList, HostClient, IndexQuery, int> listHost, Terminal terminal)
    {
        Argument<string?> journal = new("JOURNAL") { Description = "The journal's folder.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> symbol = new("--symbol") { Description = "Of one symbol, as in BTCUSDT.", HelpName = "SYMBOL" };
        Option<string?> rule = new("--rule") { Description = "By one rule.", HelpName = "ID" };
        Option<string?> from = new("--from") { Description = "The earliest time, 2024-01-15T10:30:00.25Z or in nanoseconds.", HelpName = "WHEN" };
        Option<string?> to = new("--to") { Description = "The latest time.", HelpName = "WHEN" };
        Option<int> limit = new("--limit") { Description = $"At most so many rows, the last ones (up to {IndexQuery.MaxLimit}).", HelpName = "N", DefaultValueFactory = static _ => 100 };
        Option<bool> json = CommonOptions.Json();
        Command command = new(name, description) { journal, symbol, rule, filter, from, to, limit, json };
        HostOption host = new();
        host.AddTo(command);
        command.SetAction(parsed =>
        {
            IndexQuery query = filtered(
                new IndexQuery
                {
                    Symbol = parsed.GetValue(symbol),
                    Rule = parsed.GetValue(rule),
                    From = TimeOf(parsed.GetValue(from), "--from"),
                    To = TimeOf(parsed.GetValue(to), "--to"),
                    Limit = LimitOf(parsed.GetValue(limit)),
                    Newest = true,
                },
                parsed);
            string? folder = parsed.GetValue(journal);
            JournalList printed = new(terminal, folder, parsed.GetValue(json));
            return host.Choose(parsed, terminal, folder, client => listHost(printed, client, query), () => list(printed, query));
        });
        return command;
    }

    private static EventTime? TimeOf(string? text, string option) =>
        text is null ? null : Moment.TryParse(text, out EventTime time) ? time : throw new WrongCallException($"{option} is a time such as 2024-01-15T10:30:00.25Z or nanoseconds since 1970, not '{text}'");

    private static int LimitOf(int limit) => limit is >= 1 and <= IndexQuery.MaxLimit
        ? limit
        : throw new WrongCallException($"--limit is from 1 to {IndexQuery.MaxLimit}, not {limit.ToString(CultureInfo.InvariantCulture)}");
}

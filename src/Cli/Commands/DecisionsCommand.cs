using System.CommandLine;
using System.Globalization;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp decisions JOURNAL</c> and <c>scalp non-decisions JOURNAL</c>: what a journal holds, found through its index, or what a running host lists.</summary>
internal static class DecisionsCommand
{
    public static Command CreateDecisions(Terminal terminal)
    {
        Option<string?> status = new("--status") { Description = "decided, problem, refused, accepted or filled.", HelpName = "STATUS" };
        status.AcceptOnlyFromAmong("decided", "problem", "refused", "accepted", "filled");
        return Create("decisions", "List the decisions of a journal, or of a running host.", status, (query, parsed) => query with { Status = parsed.GetValue(status) }, static (list, query) => list.Decisions(query), static (list, host, query, times) => list.HostDecisions(query, asked => HostLists.Decisions(host, asked, asked == query ? times : ListTimes.Any)), terminal);
    }

    public static Command CreateNonDecisions(Terminal terminal)
    {
        Option<string?> reason = new("--reason") { Description = "vetoed, requirement, cap, lost or cooldown.", HelpName = "REASON" };
        reason.AcceptOnlyFromAmong("vetoed", "requirement", "cap", "lost", "cooldown");
        return Create("non-decisions", "List the candidates of a journal, or of a running host, that were not decided, and why.", reason, (query, parsed) => query with { Reason = parsed.GetValue(reason) }, static (list, query) => list.NonDecisions(query), static (list, host, query, times) => list.HostNonDecisions(query, asked => HostLists.NonDecisions(host, asked, asked == query ? times : ListTimes.Any)), terminal);
    }

    private static Command Create(
        string name, string description, Option filter, Func<IndexQuery, ParseResult, IndexQuery> filtered, Func<JournalList, IndexQuery, int> list, Func<JournalList, HostClient, IndexQuery, ListTimes, int> listHost, Terminal terminal)
    {
        JournalPlace journal = new();
        Option<string?> symbol = new("--symbol") { Description = "Of one symbol, as in BTCUSDT.", HelpName = "SYMBOL" };
        Option<string?> rule = new("--rule") { Description = "By one rule.", HelpName = "ID" };
        Option<string?> from = new("--from") { Description = "The earliest time: 10:31, 2024-01-15T10:30:00.25Z, 90s (since the start), -15m (before the end).", HelpName = "WHEN" };
        Option<string?> to = new("--to") { Description = "The latest time.", HelpName = "WHEN" };
        Option<int> limit = new("--limit") { Description = $"At most so many rows, the last ones (up to {IndexQuery.MaxLimit}).", HelpName = "N", DefaultValueFactory = static _ => 100 };
        Option<bool> json = CommonOptions.Json();
        Command command = new(name, description) { symbol, rule, filter, from, to, limit, json };
        journal.AddTo(command);
        HostOption host = new();
        host.AddTo(command);
        command.SetAction(parsed =>
        {
            IndexQuery query = filtered(
                new IndexQuery
                {
                    Symbol = parsed.GetValue(symbol),
                    Rule = parsed.GetValue(rule),
                    Limit = LimitOf(parsed.GetValue(limit)),
                    Newest = true,
                },
                parsed);
            ListTimes times = new ListTimes(parsed.GetValue(from), parsed.GetValue(to)).Checked();
            string? folder = journal.Of(parsed);
            JournalList printed = new(terminal, folder, parsed.GetValue(json)) { Times = times };
            return host.Choose(parsed, terminal, folder, client => listHost(printed, client, query, times), () => list(printed, query));
        });
        return command;
    }

    private static int LimitOf(int limit) => limit is >= 1 and <= IndexQuery.MaxLimit
        ? limit
        : throw new WrongCallException($"--limit is from 1 to {IndexQuery.MaxLimit}, not {limit.ToString(CultureInfo.InvariantCulture)}");
}

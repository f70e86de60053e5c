using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>
/// The meaning of a decision written down a second time, as slowly and plainly as possible: filter everything, sort what is left, look at whole histories.
/// Works on the rows of <see cref="TradingProgram"/> and knows nothing of the agenda's classes.
/// </summary>
internal sealed class AgendaOracle
{
    private const long Cooldown = 100;
    private readonly Dictionary<string, List<(string? Action, long? EmittedAt)>> _history = [];

    /// <summary>One line per key with a candidate and per struck candidate, sorted: what the agenda must say.</summary>
    public List<string> Resolve(long now, IReadOnlyList<Proposal> proposals, IReadOnlyList<Fact> constraints)
    {
        List<string> lines = [];
        foreach (string symbol in proposals.Select(static p => p.Symbol).Concat(_history.Keys).Distinct().ToList())
        {
            List<Fact> rows = [.. constraints.Where(f => f.Arguments[0].AsText == symbol)];
            List<Proposal> mine = [.. proposals.Where(p => p.Symbol == symbol).Distinct()];
            lines.AddRange(mine.Where(p => Struck(p, rows).Length > 0).Select(p => $"struck {p}: {Struck(p, rows)}"));
            List<Proposal> ranked =
            [
                .. mine.Where(p => Struck(p, rows).Length == 0)
                    .OrderBy(static p => p.Class switch { "/exit" => 0, "/reduce" => 1, "/entry" => 2, _ => 3 })
                    .ThenByDescending(static p => p.Priority)
                    .ThenByDescending(static p => p.Confidence)
                    .ThenBy(static p => p.RuleId, StringComparer.Ordinal)
                    .ThenBy(static p => p.Action, StringComparer.Ordinal)
                    .ThenBy(static p => p.Size),
            ];
            lines.AddRange(ranked.Skip(1).Select(static p => $"lost {p}"));
            lines.AddRange(Win(symbol, now, ranked.FirstOrDefault(), rows));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string Struck(Proposal p, List<Fact> rows)
    {
        List<string> reasons = [];
        if (p.Class != "/exit")
        {
            reasons.AddRange(rows.Where(static f => f.Predicate is "veto" or "halted").Select(static f => f.ToString()).Order(StringComparer.Ordinal));
        }

        if (p.Class == "/entry")
        {
            reasons.AddRange(new[] { "/timeframes", "/reward" }.Where(name => !rows.Contains(TradingProgram.Require(p.Symbol, name, p.Action))));
        }

        if (p.Class != "/exit" && Limits(rows).Any() && Math.Min(p.Size, Limits(rows).Min()) <= 0)
        {
            reasons.Add("cap");
        }

        return string.Join(" ", reasons);
    }

    private static IEnumerable<decimal> Limits(List<Fact> rows) =>
        rows.Where(static f => f.Predicate == "cap").Select(static f => f.Arguments[1].AsDec8.Raw / 100_000_000m);

    private IEnumerable<string> Win(string symbol, long now, Proposal? winner, List<Fact> rows)
    {
        List<(string? Action, long? EmittedAt)> history = _history.TryGetValue(symbol, out List<(string? Action, long? EmittedAt)>? known) ? known : _history[symbol] = [];
        long? lastEmission = history.Max(static h => h.EmittedAt);
        int begun = history.FindLastIndex(h => h.Action != winner?.Action) + 1;
        bool emittedInEpisode = winner is not null && history.Skip(begun).Any(static h => h.EmittedAt is not null);
        bool cooling = winner is { Class: not "/exit" } && lastEmission is { } last && now - last < Cooldown;
        bool emits = winner is not null && !emittedInEpisode && !cooling;
        history.Add((winner?.Action, emits ? now : null));
        if (winner is null)
        {
            return [];
        }

        decimal size = winner.Class == "/exit" ? winner.Size : Limits(rows).Append(winner.Size).Min();
        return [emits ? $"emit {winner} size {size:0.0#######}" : emittedInEpisode ? $"hold {winner.Symbol} {winner.Action}" : $"cool {winner} {lastEmission + Cooldown}"];
    }

    /// <summary>A candidate in plain types.</summary>
    internal sealed record Proposal(string Symbol, string Action, decimal Size, double Confidence, string RuleId, string Class, int Priority)
    {
        public override string ToString() => $"{Symbol} {Action} {Size:0.0#######} {ValueText.Float(Confidence)} {RuleId}";
    }
}

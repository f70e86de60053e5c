using System.Globalization;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Host;

/// <summary><c>/decisions</c>, one decision, its proof; and <c>/non-decisions</c>.</summary>
internal static class DecisionRoutes
{
    private const int MaxPage = 500;

    private static readonly RouteParameter _limit = new("limit", "integer", "How many rows, 1 to 500; default 50."),
        _before = new("before", "integer", "Only rows with a smaller number: the next page."),
        _symbol = new("symbol", "string", "Only rows whose key has this symbol."),
        _rule = new("rule", "string", "Only rows of this rule.");

    public static IEnumerable<HostRoute> All { get; } =
    [
        new("GET", "/decisions", "The last decisions, newest first.", static call => new(List(call))) { Parameters = [_limit, _before, _symbol, _rule], Faults = [(400, "a parameter is wrong")] },
        new("GET", "/decisions/{id}", "One decision by its id, the beginning of it, its number in the run, or 'last'.", One)
        {
            Faults = [(404, "there is no such decision"), (409, "the beginning fits several")],
        },
        new("GET", "/decisions/{id}/proof", "The proof of a decision: why it was made, and what it won against.", ProofOf)
        {
            Parameters = [ViewFormat.Parameter, new("prices", "boolean", "Draws the prices around the decision in the HTML form, from the journal; slow for long journals.")],
            Forms = ViewFormat.MediaTypes,
            Faults = [(404, "there is no such decision"), (406, "no such form"), (409, "the beginning fits several")],
        },
        new("GET", "/non-decisions", "The last candidates that were not decided, each told once while its reasons stay the same.", static call => new(ListNot(call)))
        {
            Parameters = [_limit, _before, _symbol, _rule, new("reason", "string", "vetoed, requirement, cap, lost or cooldown.")],
            Faults = [(400, "a parameter is wrong")],
        },
    ];

    private static Answer List(HostCall call)
    {
        long before = call.Number("before", long.MaxValue, 1, long.MaxValue);
        string? symbol = SymbolOf(call), rule = call.Parameter("rule");
        IEnumerable<DecisionEvent> found = call.Services.Board.Decisions.NewestFirst()
            .Where(d => d.Outcome.Number < before && (rule is null || d.Outcome.Decision.RuleId == rule) && Has(d.Outcome.Decision.Key, symbol));
        return Page("decisions", call.Services.Board.Decisions.Count, call, found);
    }

    private static Answer ListNot(HostCall call)
    {
        long before = call.Number("before", long.MaxValue, 1, long.MaxValue);
        string? symbol = SymbolOf(call), rule = call.Parameter("rule"), reason = call.Parameter("reason");
        if (reason is not null && !ReasonKinds.All.Contains(reason))
        {
            throw new RequestFault(400, HostDiagnostics.FieldWrong, "reason", $"there are {string.Join(", ", ReasonKinds.All)}");
        }

        IEnumerable<NonDecisionEvent> found = call.Services.Board.NonDecisions.NewestFirst().Where(n =>
            n.Number < before && (rule is null || n.NonDecision.Candidate.RuleId == rule) && Has(n.NonDecision.Candidate.Key, symbol)
            && (reason is null || n.NonDecision.Reasons.Any(r => ReasonKinds.All[ReasonKinds.Of(r)] == reason)));
        return Page("nonDecisions", call.Services.Board.NonDecisions.Count, call, found);
    }

    private static Answer Page(string name, long total, HostCall call, IEnumerable<BoardEvent> found)
    {
        int limit = (int)call.Number("limit", 50, 1, MaxPage);
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("total", total);
            json.WriteStartArray(name);
            foreach (BoardEvent one in found.Take(limit))
            {
                EventJson.Write(json, one);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async ValueTask<Answer?> One(HostCall call)
    {
        string id = call.Part("id");
        if (Find(call, id) is { } told)
        {
            return JsonAnswer.Of(json => EventJson.Write(json, told));
        }

        DecisionProof recorded = await Recorded(call, id).ConfigureAwait(false);
        return JsonAnswer.Of(json => DecisionJson.Write(json, recorded, withNodes: false));
    }

    private static async ValueTask<Answer?> ProofOf(HostCall call)
    {
        string format = ViewFormat.Of(call);
        DecisionProof proof = Find(call, call.Part("id"))?.Outcome.Proof ?? await Recorded(call, call.Part("id")).ConfigureAwait(false);
        PriceTrail? prices = format == ViewFormat.Html && call.Parameter("prices") is "true" or "1" ? await Prices(call, proof).ConfigureAwait(false) : null;
        return ViewFormat.Render(Explanation.Of(proof), format, prices);
    }

    /// <summary>Among those in memory; null when it is not there.</summary>
    private static DecisionEvent? Find(HostCall call, string id)
    {
        RecentRing<DecisionEvent> kept = call.Services.Board.Decisions;
        if (id == "last")
        {
            return kept.NewestFirst().FirstOrDefault();
        }

        string digits = id.StartsWith('#') ? id[1..] : id;
        if (digits.Length <= 6 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return kept.NewestFirst().FirstOrDefault(d => d.Outcome.Number == number);
        }

        DecisionEvent[] found = [.. kept.NewestFirst().Where(d => d.Outcome.Decision.Id.StartsWith(id, StringComparison.Ordinal)).Take(3)];
        return found.Length > 1
            ? throw new RequestFault(409, HostDiagnostics.IdAmbiguous, $"'{HostCall.Short(id)}' is the beginning of several ids: {string.Join(", ", found.Select(static f => f.Outcome.Decision.Id))}, …")
            : found.FirstOrDefault();
    }

    /// <summary>From the journal, for what memory no longer holds.</summary>
    private static async ValueTask<DecisionProof> Recorded(HostCall call, string id)
    {
        string shown = HostCall.Short(id);
        if (call.Services.Options.Journal is not { } journal)
        {
            string kept = call.Services.Board.Decisions.Count > call.Services.Options.DecisionsKept ? $" among the last {call.Services.Options.DecisionsKept}; the run is not recorded" : "";
            throw new RequestFault(404, HostDiagnostics.NoSuchDecision, shown, kept);
        }

        return await HeavyWork.Run(call, () =>
        {
            try
            {
                RecordedRun run = new(journal);
                JournalRecord? record = run.Find(id);
                return record?.Type == JournalRecordType.Decision ? run.ProofOf(record) : throw new RequestFault(404, HostDiagnostics.NoSuchDecision, shown, "");
            }
            catch (AmbiguousIdException e)
            {
                throw new RequestFault(409, HostDiagnostics.IdAmbiguous, e.Message);
            }
            catch (JournalException)
            {
                throw new RequestFault(404, HostDiagnostics.NoSuchDecision, shown, " in memory, and the journal cannot be read yet");
            }
        }).ConfigureAwait(false);
    }

    private static async ValueTask<PriceTrail?> Prices(HostCall call, DecisionProof proof) =>
        call.Services.Options.Journal is { } journal && proof.Key is [{ } key, ..] && key.StartsWith('"')
            ? await HeavyWork.Run(call, () => new PriceTrailReader(journal).Read(key[1..^1], proof.At)).ConfigureAwait(false)
            : null;

    /// <summary>As it stands in keys: source text of a string.</summary>
    private static string? SymbolOf(HostCall call) => call.Parameter("symbol") is { } symbol ? Primitives.Value.String(symbol).ToString() : null;

    private static bool Has(System.Collections.Immutable.ImmutableArray<Primitives.Value> key, string? symbol) => symbol is null || key.Any(v => v.ToString() == symbol);
}

using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Host;

/// <summary><c>/decisions</c> and <c>/non-decisions</c>: pages, newest first. What memory has let go comes from the journal's index.</summary>
internal static class ListRoutes
{
    private static readonly RouteParameter[] _filters =
    [
        new("limit", "integer", "How many rows, 1 to 500; default 50."), new("before", "integer", "Only rows with a smaller number: the next page."),
        new("symbol", "string", "Only rows whose key has this symbol."), new("rule", "string", "Only rows of this rule."),
        new("from", "string", "The earliest event time: 10:31, 2024-01-15T10:30:00.25Z, 90s since the start, -15m before the end, or nanoseconds since 1970."), new("to", "string", "The latest event time."),
    ];

    private static readonly (int, string)[] _faults = [(400, "a parameter is wrong"), (503, "what memory has let go cannot be read from the journal")];

    public static IEnumerable<HostRoute> All { get; } =
    [
        new("GET", "/decisions", "Decisions, newest first; those that memory has let go come from the journal, without what became of their orders one by one.", Decisions)
        {
            Parameters = [.. _filters, new("status", "string", string.Join(", ", DecisionStatus.All) + ": what became of the orders.")],
            Faults = _faults,
        },
        new("GET", "/non-decisions", "Candidates that were not decided, newest first, each told once while its reasons stay the same.", NonDecisions)
        {
            Parameters =
            [
                .. _filters, new("reason", "string", "vetoed, requirement, cap, lost or cooldown."),
                new("recorded", "boolean", "With true the rows of the journal alone, each with the id of its proof; what a sample left out is missing."),
            ],
            Faults = [.. _faults, (422, "rows of the journal are asked for, and the run is not recorded")],
        },
        new("GET", "/alerts", "What happened to feeds, transactions and models, newest first: the last thousand that memory holds.", static call => new(Alerts(call)))
        {
            Parameters = [new("limit", "integer", "How many, 1 to 500; default 50.")],
            Faults = [(400, "the limit is wrong")],
        },
    ];

    private static async ValueTask<Answer?> Decisions(HostCall call)
    {
        ListRequest request = ListRequest.Read(call);
        string? status = call.OneOf("status", DecisionStatus.All);
        KeptDecisions kept = call.Services.Board.Decisions;
        List<DecisionEvent> found = [.. kept.NewestFirst()
            .Where(d => request.Fits(d.Number, d.At, d.RuleId, d.Key) && (status is null || d.Status == status)).Take(request.Limit)];
        long oldest = kept.Oldest;
        found.RemoveAll(d => d.Number < oldest); // what memory let go meanwhile comes from the index
        IReadOnlyList<IndexedDecision> older = await Older(
            call, request, oldest, found.Count, static (lists, query, stop) => lists.Decisions(query, stop), query => query with { Status = status }).ConfigureAwait(false);
        return Page("decisions", kept.Count, OldestOf(call, oldest), found, older, EventJson.Write);
    }

    private static async ValueTask<Answer?> NonDecisions(HostCall call)
    {
        ListRequest request = ListRequest.Read(call);
        string? reason = call.OneOf("reason", ReasonKinds.All);
        RecentRing<NonDecisionEvent> kept = call.Services.Board.NonDecisions;
        bool isRecorded = call.Flag("recorded");
        if (isRecorded && call.Services.Recorded is null)
        {
            throw new RequestFault(422, HostDiagnostics.NotRecorded, ", or leave 'recorded' out to see what is remembered");
        }

        List<NonDecisionEvent> found = isRecorded ? [] : [.. kept.NewestFirst()
            .Where(n => request.Fits(n.Number, n.At, n.RuleId, n.Key) && (reason is null || n.Has(reason))).Take(request.Limit)];
        long oldest = isRecorded ? kept.Count + 1 : kept.Oldest;
        found.RemoveAll(n => n.Number < oldest);
        IReadOnlyList<IndexedNonDecision> older = await Older(
            call, request, oldest, found.Count, static (lists, query, stop) => lists.NonDecisions(query, stop), query => query with { Reason = reason }).ConfigureAwait(false);
        return Page("nonDecisions", kept.Count, OldestOf(call, oldest), found, older, EventJson.Write);
    }

    private static Answer Alerts(HostCall call)
    {
        BoardEvent[] found = [.. call.Services.Board.Alerts.NewestFirst().Take((int)call.Number("limit", 50, 1, ListRequest.MaxPage))];
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("total", call.Services.Board.Alerts.Count);
            json.WriteStartArray("alerts");
            foreach (BoardEvent told in found)
            {
                json.WriteStartObject();
                json.WriteString("event", EventJson.NameOf(told));
                json.WritePropertyName("data");
                EventJson.Write(json, told);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>What the page still lacks, from the index; oldest first.</summary>
    private static async ValueTask<IReadOnlyList<T>> Older<T>(
        HostCall call, ListRequest request, long oldestKept, int found, Func<RecordedLists, IndexQuery, CancellationToken, IReadOnlyList<T>> ask, Func<IndexQuery, IndexQuery> filter)
    {
        long before = Math.Min(request.Before, oldestKept);
        if (found == request.Limit || before <= 1 || call.Services.Recorded is not { } lists)
        {
            return [];
        }

        IndexQuery query = filter(request.ToQuery(before, request.Limit - found));
        try
        {
            return await HeavyWork.OnJournal(call, _ => ask(lists, query, call.Stop)).ConfigureAwait(false);
        }
        catch (JournalException e)
        {
            throw new RequestFault(503, HostDiagnostics.StateUnknown, $"what memory has let go cannot be read: {e.Message}");
        }
    }

    private static long OldestOf(HostCall call, long kept) => call.Services.Recorded is null ? kept : 1;

    private static Answer Page<T>(string name, long total, long oldest, IReadOnlyList<BoardEvent> found, IReadOnlyList<T> older, Action<System.Text.Json.Utf8JsonWriter, T> write) => JsonAnswer.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("total", total);
        json.WriteNumber("oldest", oldest);
        json.WriteStartArray(name);
        foreach (BoardEvent one in found)
        {
            EventJson.Write(json, one);
        }

        for (int i = older.Count - 1; i >= 0; i--)
        {
            write(json, older[i]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}

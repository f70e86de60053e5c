using System.Globalization;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>One decision, and its proof.</summary>
internal static class DecisionRoutes
{
    private const string Last = "last", NothingYet = " yet: nothing has been decided so far";

    public static IEnumerable<HostRoute> All { get; } =
    [
        new("GET", "/decisions/{id}", "One decision by its id, the beginning of it, its number in the run, or 'last'.", One)
        {
            Faults = [(404, "there is no such decision"), (409, "the beginning fits several")],
        },
        new("GET", "/decisions/{id}/proof", "The proof of a decision: why it was made, and what it won against.", ProofOf)
        {
            Parameters = [.. ViewFormat.Parameters, HistoryRequest.Parameter, new("against", "string", "Another decision or non-decision, named the same way: what differs between both proofs instead; from the journal."), new("prices", "boolean", "Draws the prices around the decision in the HTML form, from the journal; slow for long journals.")],
            Forms = ViewFormat.MediaTypes,
            Faults = [(404, "there is no such decision"), (406, "no such form"), (409, "the beginning fits several")],
        },
    ];

    private static async ValueTask<Answer?> One(HostCall call)
    {
        string id = call.Part("id");
        if (Find(call, id) is { } told)
        {
            return Answer.Json(told.Json);
        }

        return Answer.Json((await Recorded(call, id, withHistory: false).ConfigureAwait(false)).Record());
    }

    private static async ValueTask<Answer?> ProofOf(HostCall call)
    {
        ViewFormat format = ViewFormat.Of(call);
        bool withHistory = HistoryRequest.IsAsked(call);
        string id = call.Part("id");
        if (call.Parameter("against") is { } against)
        {
            if (call.Services.Options.Journal is null)
            {
                throw new RequestFault(422, HostDiagnostics.NotRecorded, "");
            }

            return format.Render(Explanation.Of(await InJournal(call, id, "", (run, _) => ProofComparer.Compare(run.ComparedOf(Required(run, id)), run.ComparedOf(Required(run, against)))).ConfigureAwait(false)));
        }

        DecisionEvent? told = Find(call, id);
        ShownProof proof = withHistory ? await Recorded(call, told?.Id ?? id, withHistory).ConfigureAwait(false)
            : told is not null ? ShownProof.Of(told)
            : FindNot(call, id) is { } not ? ShownProof.Of(not)
            : await Recorded(call, id, withHistory).ConfigureAwait(false);
        PriceTrail? prices = format.Name == ViewFormat.Html && call.Flag("prices") ? await Prices(call, proof).ConfigureAwait(false) : null;
        return format.Render(proof.Explanation, prices);
    }

    /// <summary>Among those in memory; null when it is not there.</summary>
    private static DecisionEvent? Find(HostCall call, string id)
    {
        KeptDecisions kept = call.Services.Board.Decisions;
        if (id == Last)
        {
            return kept.Last;
        }

        string digits = id.StartsWith('#') ? id[1..] : id;
        if (digits.Length <= 6 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return kept.Numbered(number);
        }

        List<DecisionEvent> found = kept.BeginningWith(id, most: 3);
        return found.Count > 1
            ? throw new RequestFault(409, HostDiagnostics.IdAmbiguous, $"'{HostCall.Short(id)}' is the beginning of several ids: {string.Join(", ", found.Select(static f => f.Id))}, …")
            : found.FirstOrDefault();
    }

    /// <summary>A non-decision in memory whose proof is there too, by its whole id; null when there is none.</summary>
    private static NonDecisionEvent? FindNot(HostCall call, string id) => call.Services.Board.NonDecisions.NewestFirst().FirstOrDefault(n => n.Id == id);

    /// <summary>From the journal: what memory no longer holds.</summary>
    private static Task<ShownProof> Recorded(HostCall call, string id, bool withHistory)
    {
        string kept = id == Last ? NothingYet : call.Services.Board.Decisions.Count > call.Services.Options.DecisionsKept ? $" among the last {call.Services.Options.DecisionsKept}; the run is not recorded" : "";
        return InJournal(call, id, kept, (run, reach) =>
        {
            ProofHistory? history = withHistory ? new ProofHistory(call.Services.Options.Journal!, call.Stop) : null;
            JournalRecord record = Required(run, id);
            if (record.Type == JournalRecordType.Decision)
            {
                DecisionProof proof = run.ProofOf(record);
                return ShownProof.Of(proof, Past(history?.Of(proof.Graph, proof.Absences, record, withAbsences: true), reach));
            }

            NonDecisionProof struck = run.NonProofOf(record);
            return ShownProof.Of(struck, Past(history?.Of(struck.Graph, [], record, withAbsences: true), reach));
        });
    }

    private static JournalRecord Required(RecordedRun run, string id) => run.Find(id) ?? throw new RequestFault(404, HostDiagnostics.NoSuchDecision, HostCall.Short(id), id == Last ? NothingYet : "");

    /// <param name="call">The request.</param>
    /// <param name="id">That is asked about.</param>
    /// <param name="kept">What is said of a run without a journal.</param>
    /// <param name="read">Makes the answer, from the run and the time up to which its journal is known to hold everything.</param>
    private static async Task<T> InJournal<T>(HostCall call, string id, string kept, Func<RecordedRun, EventTime?, T> read)
    {
        string shown = HostCall.Short(id);
        if (call.Services.Options.Journal is not { } journal)
        {
            throw new RequestFault(404, HostDiagnostics.NoSuchDecision, shown, kept);
        }

        return await HeavyWork.OnJournal(call, reach =>
        {
            try
            {
                return read(new RecordedRun(journal, call.Stop), reach);
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

    /// <summary>The record was found, so the journal reaches it, whatever else it holds.</summary>
    private static ProofPast? Past(ProofPast? past, EventTime? reach) => past is null ? null : past with { Journal = reach > past.At ? reach : past.At };

    private static async ValueTask<PriceTrail?> Prices(HostCall call, ShownProof proof) =>
        call.Services.Options.Journal is { } journal && proof.Key.StartsWith('"')
            ? await HeavyWork.Run(call, () => new PriceTrailReader(journal, call.Stop).Read(proof.Key[1..^1], proof.At)).ConfigureAwait(false)
            : null;

    /// <summary>A proof of either kind.</summary>
    /// <param name="Explanation">Ready to be shown.</param>
    /// <param name="Key">The first value of its key, in source text.</param>
    /// <param name="At">Event time.</param>
    /// <param name="Record">What the journal says of it, without the proof's nodes.</param>
    private sealed record ShownProof(Explanation Explanation, string Key, EventTime At, Func<byte[]> Record)
    {
        public static ShownProof Of(DecisionEvent told) => new(Explanation.OfDecision(told.Proof), told.Key[0].ToString(), told.At, () => told.Json);

        public static ShownProof Of(NonDecisionEvent told) => new(Explanation.OfNonDecision(told.Proof!), told.Key[0].ToString(), told.At, () => told.Json);

        public static ShownProof Of(DecisionProof proof, ProofPast? past) => new(Explanation.Of(proof, past), proof.Key[0], proof.At, () => DecisionJson.ToUtf8(proof, withNodes: false));

        public static ShownProof Of(NonDecisionProof proof, ProofPast? past) => new(Explanation.Of(proof, past), proof.Key[0], proof.At, () => DecisionJson.ToUtf8(proof, withNodes: false));
    }
}

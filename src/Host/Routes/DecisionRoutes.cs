using System.Globalization;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Host;

/// <summary>One decision, and its proof.</summary>
internal static class DecisionRoutes
{
    public static IEnumerable<HostRoute> All { get; } =
    [
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
    ];

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
                RecordedRun run = new(journal, call.Stop);
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
            ? await HeavyWork.Run(call, () => new PriceTrailReader(journal, call.Stop).Read(key[1..^1], proof.At)).ConfigureAwait(false)
            : null;
}

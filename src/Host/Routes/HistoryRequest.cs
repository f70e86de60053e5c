using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary><c>?history=1</c>: going back in the journal for what a proof does not hold. It takes as long as deriving the run again, so it is done when asked for, never on the tick thread.</summary>
internal static class HistoryRequest
{
    public static RouteParameter Parameter { get; } = new(
        "history", "boolean", "Goes back in the journal: what stored rows rested on, and since when what is absent was so; slow for long journals.");

    /// <exception cref="RequestFault">It is asked for, and the run is not recorded.</exception>
    public static bool IsAsked(HostCall call)
    {
        bool isAsked = call.Flag("history");
        if (isAsked)
        {
            Journal(call);
        }

        return isAsked;
    }

    /// <summary>Of a proof of the present state. Where the journal could not be had up to it, of absences nothing is said, since it cannot be known, and the answer says so.</summary>
    public static Task<ProofPast[]> OfPresent(HostCall call, IReadOnlyList<Proof> proofs) => HeavyWork.OnJournal(call, reach => Read(() =>
    {
        string journal = Journal(call);
        EventTime at = proofs[0].At;
        ReplayedRun? run = proofs.Any(static p => ProofPast.PatternsIn(p.Graph).Any())
            ? new RunReplay(journal).To(null, at, RunChange.None, new DiagnosticBag(), call.Stop)
            : null;
        ProofHistory history = new(journal, call.Stop);
        EventTime? read = reach ?? run?.At;
        return proofs.Select(p => (run?.At == at ? history.Of(p, run, null, at) : new ProofPast(at) { Earlier = history.Earlier(p.Graph, null, at) }) with { Journal = read }).ToArray();
    }));

    /// <summary>A journal that cannot be read as far as is asked for is told as such.</summary>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JournalException e)
        {
            throw new RequestFault(422, HostDiagnostics.MomentUnknown, e.Message);
        }
    }

    private static string Journal(HostCall call) =>
        call.Services.Options.Journal ?? throw new RequestFault(422, HostDiagnostics.NotRecorded, ", or leave 'history' out");
}

using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Host;

/// <summary>A state to ask about, now or of an earlier moment of the journal, and the answers from it.</summary>
/// <param name="Program">The program that it is of.</param>
/// <param name="Session">Read on the thread that holds it.</param>
/// <param name="Query">Rows of a query, at most so many and one.</param>
/// <param name="Agendas">What each <c>decide</c> statement says of it.</param>
/// <param name="Proofs">What proofs note.</param>
internal sealed record AskedState(
    BoundProgram Program, IRuleSession Session, Func<BoundQuery, int, IReadOnlyList<Value[]>> Query, IReadOnlyList<AgendaResult> Agendas, ProofOptions Proofs)
{
    /// <summary>Goes back in the journal from a proof of this state; null of a state that was not derived from it.</summary>
    public Func<Proof, ProofPast>? Past { get; private init; }

    /// <summary>The same, whose proofs list so many members of a group; null for as many as the run records.</summary>
    public AskedState Listing(int? members) => members is { } count ? this with { Proofs = Proofs.Listing(count) } : this;

    /// <summary>Answers about now on the keeper's thread; about an earlier moment by deriving the recorded run again.</summary>
    /// <param name="call">The request.</param>
    /// <param name="at">A time, a decision, or null for now.</param>
    /// <param name="ask">Makes the answer.</param>
    public static Task<T> Ask<T>(HostCall call, string? at, Func<AskedState, T> ask) => at is null
        ? call.Services.Run.RequireKeeper().Ask(state => ask(Of(state, call.Stop)), call.Stop)
        : HeavyWork.OnJournal(call, reach => ask(Recorded(call, at, reach)));

    private static AskedState Of(MirroredState state, CancellationToken stop) =>
        new(state.Program, state.Session, (query, max) => state.Rules.QueryAtMost(query, max, stop), state.Agendas, state.Proofs);

    private static AskedState Of(ReplayedRun run, Func<Proof, ProofPast> past) =>
        new(run.Program, run.Session, (query, max) => [.. run.Query(query).Take(max + 1)], run.Agendas, run.Proofs) { Past = past };

    private static AskedState Recorded(HostCall call, string at, EventTime? reach)
    {
        string journal = call.Services.Options.Journal ?? throw new RequestFault(422, HostDiagnostics.NotRecorded, ", or leave 'at' out to ask about now");
        try
        {
            (JournalRecord? record, EventTime? time) = MomentOf(call, journal, at);
            DiagnosticBag diagnostics = new();
            ReplayedRun? run = new RunReplay(journal).To(record, time, RunChange.None, diagnostics, call.Stop);
            return run is null ? throw RequestFault.OfQuestion(diagnostics) : Of(run, proof => HistoryRequest.Read(() => new ProofHistory(journal, call.Stop).Of(proof, run, record, time) with { Journal = reach ?? run.At }));
        }
        catch (JournalException e)
        {
            throw new RequestFault(422, HostDiagnostics.MomentUnknown, e.Message);
        }
    }

    private static (JournalRecord? Record, EventTime? Time) MomentOf(HostCall call, string journal, string at)
    {
        RunSpan? span = SpanOf(call);
        if (span is null ? Moment.TryParse(at, out EventTime time) : span.TryRead(at, out time))
        {
            return span?.Contains(time) == true
                ? (null, time)
                : throw new RequestFault(422, HostDiagnostics.MomentUnknown, $"{HostCall.Short(at)} is outside the run, which goes from {Moment.Format(span?.First ?? EventTime.Zero)} to {Moment.Format(span?.Last ?? EventTime.Zero)}");
        }

        return new RecordedRun(journal, call.Stop).Find(at) is { } record
            ? (record, null)
            : throw new RequestFault(422, HostDiagnostics.MomentUnknown, $"the journal has no decision '{HostCall.Short(at)}', and it is not {RunSpan.Forms}");
    }

    /// <summary>From when to when the run goes that is served; null before its first event.</summary>
    public static RunSpan? SpanOf(HostCall call) => call.Services.Board.Started is { } first ? new RunSpan(first, LastOf(call)) : null;

    private static EventTime LastOf(HostCall call) => call.Services.Run.Run?.Pipeline.Window.Look()?.At ?? EventTime.Zero;
}

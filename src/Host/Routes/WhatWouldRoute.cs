using System.Collections.Immutable;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Host;

/// <summary><c>POST /what-would</c>: the smallest change of facts that would have changed a recorded decision or non-decision, confirmed by the engine.</summary>
internal static class WhatWouldRoute
{
    public static HostRoute Route { get; } = new("POST", "/what-would", "The smallest change of facts that would have made a recorded non-decision a decision, or stopped a decision; confirmed by the engine.", Answered)
    {
        BodySchema = """
            {"type":"object","required":["id"],"additionalProperties":false,"properties":{"id":{"type":"string","description":"a decision or non-decision: its id, the beginning of it, #number, or last"}}}
            """,
        BodyExample = """{"id":"last"}""",
        Faults =
        [
            (404, "there is no such decision"), (409, "the beginning fits several"),
            (422, "the run is not recorded, or its rules proposed nothing on the recorded facts alone"), (501, "the machine lacks the solver"),
        ],
    };

    private static async ValueTask<Answer?> Answered(HostCall call)
    {
        string id = (await call.ReadBody("id").ConfigureAwait(false)).Text("id");
        string journal = call.Services.Options.Journal ?? throw new RequestFault(422, HostDiagnostics.NotRecorded, "");
        Counterfactual found = await HeavyWork.OnJournal(call, _ => Solved(() => Find(call, journal, id))).ConfigureAwait(false);
        return JsonAnswer.Of(json => CounterfactualJson.Write(json, found));
    }

    /// <summary>A missing solver is told before a journal is read for nothing.</summary>
    internal static T Solved<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Z3MissingException e)
        {
            throw new RequestFault(501, HostDiagnostics.SolverMissing, e.Message);
        }
    }

    private static Counterfactual Find(HostCall call, string journal, string id)
    {
        Z3Library.Require();
        try
        {
            RecordedRun run = new(journal, call.Stop);
            JournalRecord record = run.Find(id) ?? throw new RequestFault(404, HostDiagnostics.NoSuchDecision, HostCall.Short(id), " in the journal");
            DiagnosticBag diagnostics = new();
            RecordedState state = run.StateAt(record, null, diagnostics) ?? throw RequestFault.OfQuestion(diagnostics);
            return Find(call, state, run.CandidateOf(record));
        }
        catch (AmbiguousIdException e)
        {
            throw new RequestFault(409, HostDiagnostics.IdAmbiguous, e.Message);
        }
        catch (JournalException)
        {
            throw new RequestFault(404, HostDiagnostics.NoSuchDecision, HostCall.Short(id), " yet: the journal cannot be read");
        }
    }

    private static Counterfactual Find(HostCall call, RecordedState recorded, RecordedCandidate candidate)
    {
        // One question to the solver may not outlast the request by much; between questions the search looks at Stop.
        int ms = (int)Math.Clamp(call.Services.Options.RequestTimeout.TotalMilliseconds, 1, SolverLimits.Default.QuestionMs);
        VerifyOptions options = new() { Limits = SolverLimits.Default with { QuestionMs = ms } };
        GivenState state = new(recorded.GivenFacts(), ImmutableSortedDictionary<string, Value>.Empty, recorded.At);
        return new CounterfactualFinder(recorded.Program, options).Find(state, candidate.Decide, candidate.Key, candidate.RuleId, new CandidatePast(candidate.IsDecision, candidate.LastDecision), call.Stop)
            ?? throw new RequestFault(422, HostDiagnostics.QuestionWrong, $"'{candidate.RuleId}' proposes nothing for {string.Join(", ", candidate.Key)} on the recorded facts alone; a param may have been changed while it ran");
    }
}

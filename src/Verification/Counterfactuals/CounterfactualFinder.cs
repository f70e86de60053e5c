using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Finds nearest counterfactuals: by weighted optimisation over the rows of a state, each answer judged by the engine.</summary>
/// <remarks>
/// The search widens (<see cref="Reach"/>): first numbers alone move, while rows and names are constants; what that finds for less than the cost of one name is
/// the nearest of all changes. Single-threaded; may be kept for one program, which spares its preparation.
/// </remarks>
public sealed class CounterfactualFinder
{
    private readonly VerifiedProgram _program;
    private readonly VerifyOptions _options;

    /// <exception cref="Z3MissingException">The solver's library is absent.</exception>
    public CounterfactualFinder(BoundProgram program, VerifyOptions options)
    {
        Z3Library.Require();
        _program = new VerifiedProgram(program);
        _options = options;
    }

    /// <summary>For the candidate of a rule and key in a state; null when the rule proposes nothing for the key there.</summary>
    /// <param name="state">As recorded.</param>
    /// <param name="decide">The statement's name.</param>
    /// <param name="key">The key columns as they print.</param>
    /// <param name="ruleId">The rule that proposed; empty for a given candidate.</param>
    /// <param name="past">What was recorded of it. A key that cools down is looked at when it has: no change of facts would have decided it earlier.</param>
    /// <param name="stop">Looked at before every question to the solver.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> fell.</exception>
    public Counterfactual? Find(GivenState state, string decide, IReadOnlyList<string> key, string ruleId, CandidatePast? past = null, CancellationToken stop = default)
    {
        past ??= CandidatePast.Unknown;
        int index = _program.Bound.Decides.IndexOf(_program.Bound.Decides.FirstOrDefault(d => d.Name == decide)!);
        if (index < 0)
        {
            return null;
        }

        long wait = past.WasDecided == true ? 0 : WaitOf(_program.Bound.Decides[index], ruleId, state.At, past.LastDecision);
        GivenState moment = state with { At = new EventTime(state.At.Nanoseconds + wait) };
        ReplayedState replayed = new(_program, moment);
        AgendaResult agenda = replayed.Agendas[index];
        bool Is(Candidate c) => c.RuleId == ruleId && c.Key.Select(static v => v.ToString()).SequenceEqual(key, StringComparer.Ordinal);
        if (agenda.Decisions.Select(static d => d.Winner).FirstOrDefault(Is) is { } winner)
        {
            return past.WasDecided != false ? Find(replayed, index, winner, wouldFire: false, stop) : Later(state, moment, index, winner, past.LastDecision);
        }

        return agenda.NonDecisions.Select(static n => n.Candidate).FirstOrDefault(Is) is not { } loser ? null
            : past.WasDecided == true ? Nothing(loser, wouldFire: false, "on its facts alone it is not decided: the history of the run made it a decision")
            : Find(replayed, index, loser, wouldFire: true, stop) with { WaitNs = wait };
    }

    private static Counterfactual Nothing(Candidate candidate, bool wouldFire, string reason) => new() { WouldFire = wouldFire, Candidate = candidate.ToString(), Reasons = [reason] };

    /// <summary>How long the key still cools down, in nanoseconds; 0 for a class that no cooldown holds back.</summary>
    private long WaitOf(BoundDecide decide, string ruleId, EventTime at, EventTime? last)
    {
        string className = _program.Bound.Rules.FirstOrDefault(r => r.Id == ruleId)?.Class ?? Candidate.DefaultClass;
        return last is not { } decided || decided > at || decide.CooldownExcept.Contains(className) ? 0
            : Math.Max(0, decide.CooldownNs - (at.Nanoseconds - decided.Nanoseconds));
    }

    /// <summary>The facts need not change, only time has to pass: the engine, which remembers the key's last decision, waits now and decides then.</summary>
    private Counterfactual Later(GivenState state, GivenState moment, int index, Candidate winner, EventTime? last)
    {
        AgendaMemory memory = new() { Name = _program.Bound.Decides[index].Name, Episodes = [new RememberedEpisode(winner.Key, null, null, last)] };
        bool Emits(GivenState given) => new ReplayedState(_program, given, memory: memory).Agendas[index].Emitted.Any(d => d.Winner.Equals(winner));
        return moment.At == state.At || Emits(state) || !Emits(moment)
            ? Nothing(winner, wouldFire: true, "on its facts alone it is decided: what was emitted before, or a transaction that was rolled back, held it back, which no change of facts undoes")
            : new Counterfactual { WouldFire = true, Candidate = winner.ToString(), WaitNs = moment.At.Nanoseconds - state.At.Nanoseconds };
    }

    private Counterfactual Find(ReplayedState replayed, int index, Candidate candidate, bool wouldFire, CancellationToken stop)
    {
        if (UnprovedParts.FirstOf(_program.Bound, _program.Bound.Decides[index]) is { } part)
        {
            return Nothing(candidate, wouldFire, $"it depends on more than the facts of one moment: {part}; what facts of the past would have had to be is not searched for");
        }

        (int rounds, int questions) = (0, 0);
        NearestResult? best = Widen(wouldFire ? Reach.Widening : Reach.Breaking);
        if (!wouldFire && best?.State is not null)
        {
            best = Search(Reach.Below(best.Cost), best);
        }

        return new Counterfactual
        {
            WouldFire = wouldFire,
            Candidate = candidate.ToString(),
            Changes = best?.State is { } changed ? Difference(replayed.State, changed) : [],
            Cost = best?.Cost ?? 0,
            IsNearest = best is { State: null } or { IsProved: true },
            Reasons = best?.State is null ? [best?.Reason ?? ""] : [],
            Rounds = rounds,
            Questions = questions,
        };

        NearestResult? Widen(IEnumerable<Reach> reaches)
        {
            NearestResult? best = null;
            foreach (Reach reach in reaches)
            {
                best = Search(reach, best?.State is null ? null : best); // each reach holds the one before
                if (best.State is not null && best.Cost <= reach.Sure)
                {
                    break;
                }
            }

            return best;
        }

        NearestResult Search(Reach reach, NearestResult? best)
        {
            (NearestResult result, int looked, int asked) = this.Search(replayed, index, candidate, wouldFire, reach, best, stop);
            (rounds, questions) = (rounds + looked, questions + asked);
            return result;
        }
    }

    private (NearestResult Result, int Rounds, int Questions) Search(ReplayedState replayed, int index, Candidate candidate, bool wouldFire, Reach reach, NearestResult? best, CancellationToken stop)
    {
        bool Wanted(ReplayedState after) => after.Agendas[index].Decisions.Any(d => d.Key.AsSpan().SequenceEqual(candidate.Key.AsSpan()) && d.Action == candidate.Action && (!wouldFire || d.RuleId == candidate.RuleId)) == wouldFire;
        using LateSolver solver = new(_options.Limits);
        NearestSearch search = new(_program, _options.Limits, solver, replayed, Wanted, reach);
        try
        {
            Ask(search, index, candidate, wouldFire);
            NearestResult result = search.Run(best, stop);
            return (result, search.Rounds, solver.Asked);
        }
        catch (EncodingLimitException e)
        {
            return (best ?? new NearestResult(null, 0, e.Message), search.Rounds, solver.Asked);
        }
    }

    private void Ask(NearestSearch search, int index, Candidate candidate, bool wouldFire)
    {
        Scene scene = search.Scene;
        int predicate = _program.Bound.Predicates.Length + index;
        Sym?[] columns = [.. candidate.Key.Select(scene.Constant), scene.Constant(candidate.Action), null];
        if (wouldFire)
        {
            scene.Assert(search.Unfolder.Decisions.Made(predicate, columns, Depth.Top, r => (r?.Id ?? "") == candidate.RuleId));
        }
        else
        {
            scene.Add(new Absence(Smt.True, predicate, columns));
        }
    }

    private static ImmutableArray<FactChange> Difference(GivenState before, GivenState after) =>
        [.. before.Facts.Except(after.Facts).Order().Select(FactChange.Retract), .. after.Facts.Except(before.Facts).Order().Select(FactChange.Assert)];
}

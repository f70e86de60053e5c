using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Finds nearest counterfactuals: by weighted optimisation over the rows of a state, each answer judged by the engine.</summary>
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
    /// <param name="wasDecided">What was recorded of it, where that is known. Where the facts alone say otherwise, history decided, and there is no change of facts to find.</param>
    /// <param name="stop">Looked at before every question to the solver.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> fell.</exception>
    public Counterfactual? Find(GivenState state, string decide, IReadOnlyList<string> key, string ruleId, bool? wasDecided = null, CancellationToken stop = default)
    {
        int index = _program.Bound.Decides.IndexOf(_program.Bound.Decides.FirstOrDefault(d => d.Name == decide)!);
        if (index < 0)
        {
            return null;
        }

        AgendaResult agenda = new ReplayedState(_program, state).Agendas[index];
        bool Is(Candidate c) => c.RuleId == ruleId && c.Key.Select(static v => v.ToString()).SequenceEqual(key, StringComparer.Ordinal);
        if (agenda.Decisions.Select(static d => d.Winner).FirstOrDefault(Is) is { } winner)
        {
            return wasDecided == false
                ? Nothing(winner, wouldFire: true, "on its facts alone it is decided: a cooldown or what was emitted before held it back, which no change of facts undoes")
                : Find(state, index, winner, wouldFire: false, stop);
        }

        return agenda.NonDecisions.Select(static n => n.Candidate).FirstOrDefault(Is) is not { } loser ? null
            : wasDecided == true ? Nothing(loser, wouldFire: false, "on its facts alone it is not decided: the history of the run made it a decision")
            : Find(state, index, loser, wouldFire: true, stop);
    }

    private static Counterfactual Nothing(Candidate candidate, bool wouldFire, string reason) => new() { WouldFire = wouldFire, Candidate = candidate.ToString(), Reasons = [reason] };

    private Counterfactual Find(GivenState state, int index, Candidate candidate, bool wouldFire, CancellationToken stop)
    {
        if (UnprovedParts.FirstOf(_program.Bound) is { } part)
        {
            return Nothing(candidate, wouldFire, $"{part}; the search does not cover that yet");
        }

        using Z3Context solver = new(_options.Limits);
        Scene scene = new(_program, anyParams: false, state.Facts) { IsFresh = true };
        StateRows rows = new(scene, state);
        Unfolder unfolder = new(scene, _options.Limits, rows);
        scene.Assert($"(= {scene.Now.Value} {state.At.Nanoseconds})");
        Ask(scene, unfolder, index, candidate, wouldFire);
        Counterfactual nothing = new() { WouldFire = wouldFire, Candidate = candidate.ToString() };
        NearestSearch search = new(_program, _options, solver, scene, unfolder, rows, state);
        bool Wanted(ReplayedState replayed) => replayed.Agendas[index].Decisions.Any(d => d.Key.AsSpan().SequenceEqual(candidate.Key.AsSpan()) && d.Action == candidate.Action && (!wouldFire || d.RuleId == candidate.RuleId)) == wouldFire;
        try
        {
            (GivenState? changed, double cost, string reason) = search.Run(Wanted, stop);
            return changed is null
                ? nothing with { Reasons = [reason], Rounds = search.Rounds }
                : nothing with { Changes = Difference(state, changed), Cost = cost, Rounds = search.Rounds };
        }
        catch (EncodingLimitException e)
        {
            return nothing with { Reasons = [e.Message], Rounds = search.Rounds };
        }
    }

    private void Ask(Scene scene, Unfolder unfolder, int index, Candidate candidate, bool wouldFire)
    {
        int predicate = _program.Bound.Predicates.Length + index;
        Sym?[] columns = [.. candidate.Key.Select(scene.Constant), scene.Constant(candidate.Action), null];
        if (wouldFire)
        {
            scene.Assert(unfolder.Decisions.Made(predicate, columns, Depth.Top, r => (r?.Id ?? "") == candidate.RuleId));
        }
        else
        {
            scene.Add(new Absence(Smt.True, predicate, columns));
        }
    }

    private static ImmutableArray<FactChange> Difference(GivenState before, GivenState after) =>
        [.. before.Facts.Except(after.Facts).Order().Select(FactChange.Retract), .. after.Facts.Except(before.Facts).Order().Select(FactChange.Assert)];
}

using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Where a candidate and the engine disagree, says why in statements that hold in every state: the next candidate cannot be wrong for the same reason.</summary>
internal sealed class Disagreements(Scene scene, Unfolder unfolder, SceneModel model, ReplayedState replayed)
{
    /// <summary>Facts that break one absence and teach something, beyond which the others wait for the next round.</summary>
    private const int MaxFacts = 6;

    private readonly Generaliser _general = new(scene, unfolder, model, replayed);

    /// <summary>True where only states count in which a decision has lost what it rests on.</summary>
    public bool BreaksOnly { get; init; }

    /// <summary>What the engine derives and the candidate does not know of.</summary>
    public void AssertFacts()
    {
        foreach (Absence absence in scene.AllAbsences.Where(a => model.IsTrue(a.Guard)).ToList())
        {
            if (scene.Program.IsDecision(absence.Predicate))
            {
                Undecided(absence);
            }
            else
            {
                Present(absence);
            }
        }

        foreach (MadeDecision made in unfolder.Decisions.Ways.Where(m => model.IsTrue(m.Choice) && model.IsTrue(m.Row.Guard)).ToList())
        {
            Lost(made);
        }

        Groups();
    }

    /// <summary>The candidate takes a row for absent that the engine derives.</summary>
    private void Present(Absence absence)
    {
        Value?[] pattern = model.Decode(absence.Pattern, scene.Program.Predicate(absence.Predicate).Types);
        int told = 0;
        foreach (Fact fact in replayed.FactsOf(absence.Predicate).Where(f => Matches(f, pattern)).TakeWhile(_ => told < MaxFacts))
        {
            if (_general.Generalise(fact) is { } general && scene.Assert(Smt.Or(Smt.Not(absence.Guard), general.Unless, Smt.Not(absence.Forbids(general.Columns)))))
            {
                told++;
            }
        }
    }

    /// <summary>Groups have other results than the candidate takes for granted: what the engine's members say of them is added.</summary>
    private void Groups()
    {
        foreach (Row row in scene.AllRows.Where(r => model.IsTrue(r.Guard) && !r.IsGiven && IsGrouped(r.Predicate)).ToList())
        {
            System.Collections.Immutable.ImmutableArray<int> key = scene.Program.KeyOf(row.Predicate);
            if (key.IsDefault || model.ColumnsOf(row) is not { } columns)
            {
                continue;
            }

            foreach (Fact fact in replayed.FactsOf(row.Predicate).Where(f => key.All(k => f.Arguments[k] == columns[k]) && !f.Arguments.AsSpan().SequenceEqual(columns)).Take(MaxFacts))
            {
                _general.Generalise(fact);
            }
        }
    }

    private bool IsGrouped(int predicate) => scene.Program.RulesOf(predicate).Any(static r => r.IsGrouped);

    /// <summary>Another candidate came first. It does so wherever it is proposed, is not struck and is better.</summary>
    private void Lost(MadeDecision made)
    {
        BoundDecide decide = scene.Program.DecideOf(made.Row.Predicate);
        Value?[] key = model.Decode(made.Row.Columns[..decide.Key.Length], scene.Program.Predicate(made.Row.Predicate).Types);
        foreach (Decision decision in DecisionsOf(made.Row.Predicate).Where(d => d.Key.Select((v, i) => v == key[i]).All(static same => same)))
        {
            if (model.Decode(made.Candidate, scene.Program.Predicate(decide.Candidates).Types) is var mine && mine.Select((v, i) => v == decision.Winner.Fact.Arguments[i]).All(static same => same) && decision.RuleId == (made.Rule?.Id ?? ""))
            {
                continue;
            }

            if (_general.Proposed(decision.Winner) is { } winner)
            {
                string sameKey = Smt.And(decide.Key.Select((k, i) => Sym.Equal(winner.Columns[k], made.Row.Columns[i])));
                string better = CandidateRank.Better(decide, decision.Winner, winner.Columns, made);
                if (better == Smt.False)
                {
                    continue;
                }

                scene.Assert(Smt.Or(Smt.Not(made.Choice), winner.Unless, Smt.Not(sameKey), Smt.Not(better), unfolder.Decisions.Struck(decide, decision.Class, winner.Columns)));
            }
        }
    }

    /// <summary>The candidate takes a decision for absent that the engine makes: where its candidate is proposed and not struck, that one or a better one is made.</summary>
    private void Undecided(Absence absence)
    {
        BoundDecide decide = scene.Program.DecideOf(absence.Predicate);
        Value?[] pattern = model.Decode(absence.Pattern, scene.Program.Predicate(absence.Predicate).Types);
        foreach (Decision decision in DecisionsOf(absence.Predicate).Where(d => Matches(d.ToFact(), pattern)))
        {
            bool mayWait = !scene.IsFresh && decide.CooldownNs > 0 && CandidateRank.NotWorse(scene.Program, decide, decision.Winner).Any(r => !decide.CooldownExcept.Contains(r.Class ?? Candidate.DefaultClass));
            if (_general.Proposed(decision.Winner) is not { } winner)
            {
                continue;
            }

            if (BreaksOnly)
            {
                scene.Assert(winner.Unless);
                continue;
            }

            scene.TakenForGranted ??= mayWait ? "no facts break it at once, but a decision that it needs may have to wait for its cooldown" : null;

            HashSet<BoundRule> able = [.. CandidateRank.NotWorse(scene.Program, decide, decision.Winner)];
            string made = unfolder.Decisions.MadeBy(absence.Predicate, DecisionUnfolder.KeyOf(decide, winner.Columns), able);
            scene.Assert(Smt.Or(winner.Unless, unfolder.Decisions.Struck(decide, decision.Class, winner.Columns), made));
        }
    }

    private IEnumerable<Decision> DecisionsOf(int predicate) =>
        replayed.Agendas.IsEmpty ? [] : replayed.Agendas[predicate - scene.Program.Bound.Predicates.Length].Decisions;

    private static bool Matches(Fact fact, Value?[] pattern) => pattern.Select((p, i) => p is null || p.Value == fact.Arguments[i]).All(static same => same);
}

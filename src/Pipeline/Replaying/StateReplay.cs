using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Derives a state anew from its given facts, as it is or with something changed: a what-if of the present moment.</summary>
/// <remarks>For programs that keep no past (<see cref="RunMirror.KeepsPast"/>). The agendas judge the state without its history: no episode, no cooldown.</remarks>
public static class StateReplay
{
    /// <summary>Null, with diagnostics, when the change does not fit.</summary>
    /// <param name="program">The program that the state is of; other rules of the change replace it.</param>
    /// <param name="at">The state's event time.</param>
    /// <param name="given">Its given facts.</param>
    /// <param name="change">What is changed.</param>
    /// <param name="diagnostics">Takes what does not fit.</param>
    public static ReplayedRun? Of(BoundProgram program, EventTime at, IReadOnlyList<Fact> given, RunChange change, DiagnosticBag diagnostics)
    {
        BoundProgram? rules = program;
        if (!change.Rules.IsEmpty)
        {
            BindResult bound = RuleBinder.Bind([.. change.Rules.Select(SyntaxTree.Parse)], new BindOptions { Libraries = RuleLibraries.All, External = MarketCatalogue.Relations });
            diagnostics.AddRange(bound.Diagnostics.Where(static d => d.IsError));
            rules = bound.Program;
        }

        if (rules is null)
        {
            return null;
        }

        Replayer replayer = new(rules, RecordedHeader.Of(null), diagnostics);
        replayer.Commit(RecordedTransaction.Given(at, given));
        return replayer.TryChange(change, holds: false) && !diagnostics.HasErrors ? replayer.ToRun() : null;
    }
}

using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Derives a recorded run again from its journal alone, as it was or with something changed.</summary>
/// <remarks>
/// What the run was given is replayed as recorded, fills and account figures included: a change shows in what is decided from these inputs, not in what
/// other fills would have led to. Single-threaded; no clock.
/// </remarks>
public sealed class RunReplay(string directory)
{
    /// <summary>The run up to a moment.</summary>
    /// <param name="until">A record of the journal, or null for the end.</param>
    /// <param name="untilTime">An event time, or null for the end.</param>
    /// <param name="change">What is changed from the first transaction on: parameters, rules, and rows of facts, which then stay as they are given here.</param>
    /// <param name="diagnostics">Takes what does not fit.</param>
    /// <param name="stop">Ends the reading, or the replay between two transactions.</param>
    /// <returns>Null, with diagnostics, when something does not fit.</returns>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public ReplayedRun? To(JournalRecord? until, EventTime? untilTime, RunChange change, DiagnosticBag diagnostics, CancellationToken stop = default)
    {
        RunTape tape = RunTape.Find(new JournalReader(directory, stop), until, untilTime);
        if (Start(tape, change, diagnostics) is not { } replayer || !replayer.TryChange(change, holds: true))
        {
            return null;
        }

        Play(tape, replayer, untilTime, stop);

        return diagnostics.HasErrors ? null : replayer.ToRun();
    }

    /// <summary>The run as it was up to a moment, and then a change in a transaction of its own at that moment.</summary>
    /// <remarks>With other rules the whole run is derived by these.</remarks>
    public ReplayedRun? ThenChange(JournalRecord? until, EventTime? untilTime, RunChange change, DiagnosticBag diagnostics, CancellationToken stop = default)
    {
        RunTape tape = RunTape.Find(new JournalReader(directory, stop), until, untilTime);
        if (Start(tape, change, diagnostics) is not { } replayer)
        {
            return null;
        }

        Play(tape, replayer, untilTime, stop);

        return replayer.TryChange(change, holds: false) && !diagnostics.HasErrors ? replayer.ToRun() : null;
    }

    /// <summary>Gives what the run was given to other rules, and shows every state that follows.</summary>
    /// <param name="program">The rules to try; recorded facts of predicates that they do not have are passed over.</param>
    /// <param name="look">Called after every transaction, with the session as it is then.</param>
    /// <param name="diagnostics">Takes what does not fit.</param>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    /// <exception cref="FormatException">The record of the run's beginning is not formed as docs/journal.md says.</exception>
    public void Watch(BoundProgram program, Action<RuleSession, TransactionResult> look, DiagnosticBag diagnostics)
    {
        RunTape tape = RunTape.Find(new JournalReader(directory), null, null);
        Play(tape, new Replayer(program, RecordedHeader.Of(tape.Input.Started), diagnostics, look), null, default);
    }

    /// <summary>Derives the run up to a moment as it was, and shows the states at some moments on the way.</summary>
    /// <param name="until">A record of the journal, or null for the end.</param>
    /// <param name="untilTime">An event time, or null for the end.</param>
    /// <param name="moments">Event times; every transaction of one of them is shown.</param>
    /// <param name="look">What it is given is valid during the call.</param>
    /// <param name="diagnostics">Takes what does not fit.</param>
    /// <param name="stop">Ends the reading, or the replay between two transactions.</param>
    internal void Visit(JournalRecord? until, EventTime? untilTime, HashSet<EventTime> moments, Action<ReplayedRun> look, DiagnosticBag diagnostics, CancellationToken stop)
    {
        RunTape tape = RunTape.Find(new JournalReader(directory, stop), until, untilTime);
        Replayer? replayer = null;
        replayer = Start(tape, RunChange.None, diagnostics, (_, result) =>
        {
            if (moments.Contains(result.At))
            {
                look(replayer!.ToRun());
            }
        });
        if (replayer is not null)
        {
            Play(tape, replayer, untilTime, stop);
        }
    }

    /// <summary>Derives the run as it was, and shows the state after every transaction of it.</summary>
    /// <param name="untilTime">An event time, or null for the end.</param>
    /// <param name="look">What it is given is valid during the call.</param>
    /// <param name="diagnostics">Takes what does not fit.</param>
    /// <param name="stop">Ends the reading, or the replay between two transactions.</param>
    internal void Follow(EventTime? untilTime, Action<ReplayedRun> look, DiagnosticBag diagnostics, CancellationToken stop)
    {
        RunTape tape = RunTape.Find(new JournalReader(directory, stop), null, untilTime);
        Replayer? replayer = null;
        replayer = Start(tape, RunChange.None, diagnostics, (_, _) =>
        {
            if (replayer is not null)
            {
                look(replayer.ToRun());
            }
        });
        if (replayer is not null)
        {
            Play(tape, replayer, untilTime, stop);
        }
    }

    private Replayer? Start(RunTape tape, RunChange change, DiagnosticBag diagnostics, Action<RuleSession, TransactionResult>? seen = null)
    {
        if (tape.Input.Started is null)
        {
            diagnostics.Add(Diagnostic.Create(JournalDiagnostics.CannotRead, null, directory, "no run has begun in it yet"));
            return null;
        }

        BoundProgram? program = ProgramOf(tape, change, diagnostics);
        try
        {
            return program is null ? null : new Replayer(program, RecordedHeader.Of(tape.Input.Started), diagnostics, seen) { WarmsUntil = tape.Input.WarmsUntil };
        }
        catch (FormatException e)
        {
            diagnostics.Add(Diagnostic.Create(JournalDiagnostics.CannotRead, null, directory, e.Message));
            return null;
        }
    }

    private static void Play(RunTape tape, Replayer replayer, EventTime? untilTime, CancellationToken stop)
    {
        foreach (RecordedTransaction transaction in tape.Transactions())
        {
            stop.ThrowIfCancellationRequested();
            replayer.Commit(transaction);
        }

        if (untilTime is { } moment && moment < new EventTime(long.MaxValue))
        {
            replayer.RunTimers(moment);
        }
    }

    private static BoundProgram? ProgramOf(RunTape tape, RunChange change, DiagnosticBag diagnostics)
    {
        BindResult bound = change.Rules.IsEmpty
            ? tape.Input.Bound
            : RuleBinder.Bind([.. change.Rules.Select(SyntaxTree.Parse)], new BindOptions { Libraries = RuleLibraries.All, External = MarketCatalogue.Relations });
        diagnostics.AddRange(bound.Diagnostics.Where(static d => d.IsError));
        return diagnostics.HasErrors ? null : bound.Program;
    }
}

using System.Text;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Cli;

/// <summary>Rebuilds the state of a recorded run at a moment and proves the facts that match a pattern.</summary>
internal sealed class FactExplainer(Terminal terminal, string journal)
{
    /// <summary>Matches beyond this are counted, not shown.</summary>
    private const int MaxProofs = 5;

    public int Explain(string pattern, string? when, bool json)
    {
        try
        {
            DiagnosticBag diagnostics = new();
            (JournalRecord? record, EventTime? time) = MomentOf(when);
            RecordedState? state = new RecordedRun(journal).StateAt(record, time, diagnostics);
            BoundQuery? query = state is null ? null : Bind(state.Program, pattern, diagnostics);
            if (!DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), json: false) || query is null)
            {
                return ExitCode.WrongInput;
            }

            return Prove(state!, query, pattern, json);
        }
        catch (JournalException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return ExitCode.WrongInput;
        }
        catch (AmbiguousIdException e)
        {
            terminal.Error.WriteLine($"scalp: {e.Message}");
            return ExitCode.WrongInput;
        }
    }

    private (JournalRecord? Record, EventTime? Time) MomentOf(string? when)
    {
        if (when is null)
        {
            return (null, null);
        }

        if (Moment.TryParse(when, out EventTime time))
        {
            return (null, time);
        }

        JournalRecord? record = new RecordedRun(journal).Find(when);
        return record is not null ? (record, null) : throw new WrongCallException($"--at: the journal has no decision '{when}', and it is no time such as 2024-01-15T10:30:00.25Z or nanoseconds since 1970");
    }

    private static BoundQuery? Bind(BoundProgram program, string pattern, DiagnosticBag diagnostics)
    {
        QueryTree query = SyntaxTree.ParseQuery(new SourceText("FACT", pattern));
        diagnostics.AddRange(query.Diagnostics);
        return query.Diagnostics.Any(static d => d.IsError) ? null : QueryBinder.Bind(program, query.Literals, query.Source, diagnostics);
    }

    private int Prove(RecordedState state, BoundQuery query, string pattern, bool json)
    {
        if (query.Literals is not [BoundAtom { IsNegated: false } atom])
        {
            throw new WrongCallException("why takes one fact or pattern, for example 'veto(\"BTCUSDT\", R)'");
        }

        ReferenceSession session = new(state.Program, new SessionLimits());
        session.Commit(state.At, state.Changes);
        Fact[] facts = [.. session.Query(query).Select(r => QueryRows.FactOf(state.Program, atom, r)).Distinct().Order()];
        if (facts.Length == 0)
        {
            terminal.Out.WriteLine($"{pattern} did not hold at {Moment.Format(state.At)}");
            return ExitCode.WrongInput;
        }

        foreach (Fact fact in facts.Take(MaxProofs))
        {
            Print(ProofBuilder.Explain(session, state.Program, fact, ProofOptions.Default), json);
        }

        if (facts.Length > MaxProofs)
        {
            terminal.Error.WriteLine($"({facts.Length - MaxProofs} more facts match)");
        }

        return ExitCode.Fine;
    }

    private void Print(Proof proof, bool json) =>
        terminal.Out.WriteLine(json ? Encoding.UTF8.GetString(ProofJson.ToUtf8(proof)) : ProofText.Render(proof, terminal.Width, terminal.Colour));
}

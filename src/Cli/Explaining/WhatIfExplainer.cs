using System.Collections.Immutable;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Derives a recorded run again with something changed, and prints what differs.</summary>
internal sealed class WhatIfExplainer(Terminal terminal, string journal)
{
    public int Explain(WhatIfRequest request, OutputFormat format) => JournalEdge.Run(terminal, () =>
    {
        CheckCall(request);
        DiagnosticBag diagnostics = new();
        RunChange? change = ChangeOf(request, diagnostics);
        Explanation? report = change is null ? null : request.From is null ? AtMoment(request, change, diagnostics) : OverSpan(request, change, diagnostics);
        if (!DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), format == OutputFormat.Json) || report is null)
        {
            return ExitCode.WrongInput;
        }

        ExplanationPrinter.Print(terminal, report, format, null);
        return ExitCode.Fine;
    });

    /// <exception cref="WrongCallException">It changes nothing, or its times contradict each other.</exception>
    public static void CheckCall(WhatIfRequest request)
    {
        if (request.Set.Length + request.Assert.Length + request.Retract.Length + request.Rules.Length == 0)
        {
            throw new WrongCallException("what-if needs something to change: --set 'param = value', --assert 'fact', --retract 'fact' or --rules PATH");
        }

        if (request.From is not null && request.At is not null)
        {
            throw new WrongCallException("--at is a moment and --from begins a span: give one of them");
        }

        if (request.To is not null && request.From is null)
        {
            throw new WrongCallException("--to ends a span: give --from as well ('--from start' for the whole run)");
        }
    }

    private static RunChange? ChangeOf(WhatIfRequest request, DiagnosticBag diagnostics)
    {
        ImmutableSortedDictionary<string, string>.Builder parameters = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string set in request.Set)
        {
            string[] parts = set.Split('=', 2, StringSplitOptions.TrimEntries);
            parameters[parts[0]] = parts.Length == 2 && parts.All(static p => p.Length > 0) ? parts[1] : throw new WrongCallException($"--set takes 'param = value', not '{set}'");
        }

        SourceText[] rules = request.Rules.Length == 0 ? [] : [.. RuleSources.Parse(request.Rules, diagnostics).Select(static t => t.Source)];
        return diagnostics.HasErrors ? null : new RunChange
        {
            Parameters = parameters.ToImmutable(),
            Facts = [.. request.Retract.Select(static f => "-" + Bare(f)), .. request.Assert.Select(static f => "+" + Bare(f))],
            Rules = [.. rules],
        };
    }

    /// <summary>A fact without the full stop that people may copy along.</summary>
    private static string Bare(string fact) => fact.Trim().TrimEnd('.');

    private static ImmutableArray<string> Words(WhatIfRequest request) =>
        [.. request.Rules.Select(static r => $"rules of {r}"), .. request.Set.Select(static s => $"param {s}"), .. request.Retract.Select(static f => $"- {Bare(f)}"), .. request.Assert.Select(static f => $"+ {Bare(f)}")];

    private Explanation? AtMoment(WhatIfRequest request, RunChange change, DiagnosticBag diagnostics)
    {
        (JournalRecord? record, EventTime? time) = JournalEdge.MomentOf(journal, request.At);
        RunReplay replay = new(journal);
        ReplayedRun? before = replay.To(record, time, RunChange.None, diagnostics);
        ReplayedRun? after = before is null ? null : replay.ThenChange(record, time, change, diagnostics);
        TellUnknown(after);
        return after is null ? null : Explanation.Of(WhatIf.Compare(StateOf(before!), StateOf(after), Words(request)));
    }

    private Explanation? OverSpan(WhatIfRequest request, RunChange change, DiagnosticBag diagnostics)
    {
        EventTime from = TimeOf(request.From!, "--from", EventTime.Zero), to = request.To is null ? new EventTime(long.MaxValue) : TimeOf(request.To, "--to", EventTime.Zero);
        if (to < from)
        {
            throw new WrongCallException($"--from {request.From} ({Moment.Format(from)}) is after --to {request.To} ({Moment.Format(to)})");
        }

        RunReplay replay = new(journal);
        ReplayedRun? before = replay.To(null, to, RunChange.None, diagnostics);
        ReplayedRun? after = before is null ? null : replay.To(null, to, change, diagnostics);
        TellUnknown(after);
        EventTime end = to < before?.At || before is null ? to : before.At;
        return after is null ? null : Explanation.Of(WhatIf.CompareSpan(before!.Decisions, after.Decisions, from, end, Words(request)));
    }

    private EventTime TimeOf(string text, string option, EventTime start)
    {
        (JournalRecord? record, EventTime? time) = text == "start" ? (null, start) : JournalEdge.MomentOf(journal, text, option);
        return time ?? record!.At;
    }

    private void TellUnknown(ReplayedRun? run)
    {
        if (run is { UnknownPredicates.Count: > 0 })
        {
            terminal.Error.WriteLine($"scalp: these rules do not know {string.Join(", ", run.UnknownPredicates)}: recorded facts of these are left out");
        }
    }

    private static WhatIfState StateOf(ReplayedRun run) => new(run.Session, run.Program, run.Agendas) { Sources = run.Proofs };
}

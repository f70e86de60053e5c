using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp audit</c> and <c>scalp replay</c>: run over a journal and say what they found.</summary>
internal sealed class JournalCheck(Terminal terminal, string journal, bool json)
{
    /// <summary>Faults that are printed for a person; all that were kept go into JSON.</summary>
    private const int Shown = 20;

    /// <param name="recordings">Files that frames are held against; none to leave them out.</param>
    /// <param name="models">The registry that models are looked up in; null to leave them out.</param>
    /// <param name="withGrounds">Also what stored rows rested on.</param>
    public int Audit(IReadOnlyList<string> recordings, string? models, bool withGrounds) => Guarded(() =>
    {
        long started = TimeProvider.System.GetTimestamp();
        AuditReport report = JournalAudit.Of(journal);
        SourceReport? sources = recordings.Count > 0 || models is not null ? SourceAudit.Of(journal, recordings, models) : null;
        GroundsReport? grounds = withGrounds ? GroundsAudit.Of(journal) : null;
        long faults = (grounds?.FaultCount ?? 0) + report.FaultCount + (sources?.FaultCount ?? 0) + (sources?.Strangers.Length ?? 0);
        double seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        long checkedRecords = report.Decisions + report.NonDecisions;
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new
            {
                accepted = faults == 0,
                runs = report.Runs,
                transactions = report.Transactions,
                decisions = report.Decisions,
                nonDecisions = report.NonDecisions,
                steps = report.Steps,
                seconds,
                recordsPerSecond = checkedRecords / Math.Max(1e-9, seconds),
                faultCount = report.FaultCount,
                faults = report.Faults.Select(FaultJson),
                grounds = grounds is null ? null : new
                {
                    premises = grounds.Premises,
                    gone = grounds.Gone,
                    unseen = grounds.Unseen,
                    faultCount = grounds.FaultCount,
                    faults = grounds.Faults.Select(FaultJson),
                },
                sources = sources is null ? null : new
                {
                    frames = sources.Frames,
                    framesUnseen = sources.FramesUnseen,
                    strangers = sources.Strangers,
                    models = sources.Models,
                    modelsUnseen = sources.ModelsUnseen,
                    faultCount = sources.FaultCount,
                    faults = sources.Faults.Select(FaultJson),
                },
            }, Json.Readable));
        }
        else
        {
            string what = $"{N(report.Decisions)} decisions and {N(report.NonDecisions)} non-decisions ({N(report.Steps)} steps over {N(report.Transactions)} transactions)";
            terminal.Out.WriteLine(report.FaultCount == 0 ? $"accepted: {what}" : $"REJECTED: {N(report.FaultCount)} faults in {what}");
            terminal.Out.WriteLine($"  {seconds.ToString("F1", CultureInfo.InvariantCulture)} s, {N((long)(report.Transactions / Math.Max(1e-9, seconds)))} transactions followed and {N((long)(checkedRecords / Math.Max(1e-9, seconds)))} proofs checked a second");
            TellEnd(checkedRecords);
            Print([.. report.Faults], report.FaultCount);
            Print(grounds);
            Print(sources);
        }

        return faults == 0 ? ExitCode.Fine : ExitCode.WrongInput;
    });

    /// <summary>An audit that had nothing to check, or stopped before the last byte, says so.</summary>
    private void TellEnd(long checkedRecords)
    {
        if (checkedRecords == 0)
        {
            terminal.Out.WriteLine("  nothing was there to check: the journal holds no decision and no candidate that was not decided");
        }

        if (new JournalReader(journal).Verify().TornTail is { } torn)
        {
            terminal.Out.WriteLine($"  the last {N(torn.Bytes)} bytes are an unfinished record ({torn.Place}): the run is going on, or was killed there; all before it was checked");
        }
    }

    private void Print(GroundsReport? grounds)
    {
        if (grounds is null)
        {
            return;
        }

        string others = string.Concat(
            grounds.Gone > 0 ? $"; {N(grounds.Gone, "premise")} gone when that transaction ended" : "",
            grounds.Unseen > 0 ? $"; {N(grounds.Unseen, "premise")} not looked at" : "");
        terminal.Out.WriteLine($"{(grounds.FaultCount == 0 ? "grounds accepted" : $"GROUNDS REJECTED in {N(grounds.FaultCount, "place")}")}: {N(grounds.Premises, "premise")} of stored rows, proved as of then{others}");
        Print([.. grounds.Faults], grounds.FaultCount);
    }

    private void Print(SourceReport? sources)
    {
        if (sources is null)
        {
            return;
        }

        string unseen = string.Concat(
            sources.FramesUnseen > 0 ? $"; {N(sources.FramesUnseen, "frame")} of recordings that were not given" : "",
            sources.ModelsUnseen > 0 ? $"; {N(sources.ModelsUnseen, "version")} of models not looked up (--models)" : "");
        bool agrees = sources.FaultCount == 0 && sources.Strangers.IsEmpty;
        terminal.Out.WriteLine($"{(agrees ? "sources agree" : $"SOURCES DIFFER in {N(sources.FaultCount + sources.Strangers.Length, "place")}")}: {N(sources.Frames, "frame")} and {N(sources.Models, "version")} of models{unseen}");
        foreach (string stranger in sources.Strangers)
        {
            terminal.Out.WriteLine($"  {stranger}: the journal names no frame of a recording of this name, so nothing was held against it");
        }

        Print([.. sources.Faults], sources.FaultCount);
    }

    public int Replay() => Guarded(() =>
    {
        long started = TimeProvider.System.GetTimestamp();
        ReplayReport report = JournalReplay.Of(journal);
        double seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        bool agrees = report.FirstDifference is null;
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new
            {
                agrees,
                runs = report.Runs,
                transactions = report.Transactions,
                decisions = report.Decisions,
                nonDecisions = report.NonDecisions,
                nodes = report.Nodes,
                seconds,
                transactionsPerSecond = report.Transactions / Math.Max(1e-9, seconds),
                firstDifference = report.FirstDifference is { } fault ? FaultJson(fault) : null,
            }, Json.Readable));
        }
        else
        {
            terminal.Out.WriteLine($"{(agrees ? "agrees" : "DIFFERS")}: {N(report.Decisions)} decisions, {N(report.NonDecisions)} non-decisions and {N(report.Nodes)} nodes of proofs recomputed the same");
            terminal.Out.WriteLine($"  {N(report.Transactions)} transactions in {seconds.ToString("F1", CultureInfo.InvariantCulture)} s, {N((long)(report.Transactions / Math.Max(1e-9, seconds)))} a second");
            Print(report.FirstDifference is { } fault ? [fault] : [], agrees ? 0 : 1);
        }

        return agrees ? ExitCode.Fine : ExitCode.WrongInput;
    });

    internal static object FaultJson(RunFault fault) => new
    {
        run = fault.Run,
        record = fault.Place.Record,
        place = fault.Place.ToString(),
        type = fault.Type.ToString(),
        sequence = fault.Sequence,
        id = fault.Id,
        node = fault.Node,
        field = fault.Field,
        reason = fault.Reason,
    };

    private void Print(IReadOnlyList<RunFault> faults, long count)
    {
        foreach (RunFault fault in faults.Take(Shown))
        {
            terminal.Out.WriteLine($"  {ReadableTime.In(fault.ToString())}");
        }

        if (count > Shown)
        {
            terminal.Out.WriteLine($"  and {N(count - Math.Min(Shown, faults.Count))} more");
        }
    }

    private int Guarded(Func<int> check)
    {
        try
        {
            return check();
        }
        catch (JournalException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return ExitCode.WrongInput;
        }
        catch (ModelException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return ExitCode.WrongInput;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"scalp: the recording cannot be read: {e.Message}");
            return ExitCode.WrongInput;
        }
    }

    private static string N(long value, string what) => $"{N(value)} {what}{(value == 1 ? "" : "s")}";

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp audit</c> and <c>scalp replay</c>: run over a journal and say what they found.</summary>
internal sealed class JournalCheck(Terminal terminal, string journal, bool json)
{
    /// <summary>Faults that are printed for a person; all that were kept go into JSON.</summary>
    private const int Shown = 20;

    public int Audit() => Guarded(() =>
    {
        long started = TimeProvider.System.GetTimestamp();
        AuditReport report = JournalAudit.Of(journal);
        double seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        long checkedRecords = report.Decisions + report.NonDecisions;
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new
            {
                accepted = report.FaultCount == 0,
                runs = report.Runs,
                transactions = report.Transactions,
                decisions = report.Decisions,
                nonDecisions = report.NonDecisions,
                steps = report.Steps,
                seconds,
                recordsPerSecond = checkedRecords / Math.Max(1e-9, seconds),
                faultCount = report.FaultCount,
                faults = report.Faults.Select(FaultJson),
            }, Json.Readable));
        }
        else
        {
            string what = $"{N(report.Decisions)} decisions and {N(report.NonDecisions)} non-decisions ({N(report.Steps)} steps over {N(report.Transactions)} transactions)";
            terminal.Out.WriteLine(report.FaultCount == 0 ? $"accepted: {what}" : $"REJECTED: {N(report.FaultCount)} faults in {what}");
            terminal.Out.WriteLine($"  {seconds.ToString("F1", CultureInfo.InvariantCulture)} s, {N((long)(checkedRecords / Math.Max(1e-9, seconds)))} records/s");
            Print([.. report.Faults], report.FaultCount);
        }

        return report.FaultCount == 0 ? ExitCode.Fine : ExitCode.WrongInput;
    });

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
            terminal.Out.WriteLine($"  {fault}");
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
    }

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

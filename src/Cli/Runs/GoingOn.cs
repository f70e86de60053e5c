using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Cli;

/// <summary>What a served run begins with when it goes on with a journal: the rules that were in force when it ended, and the memory of what was emitted.</summary>
/// <remarks>The journal wins over the rules given, since what was in force was gated and activated, and a file on a disk was not (docs/adr/0156).</remarks>
internal static class GoingOn
{
    /// <param name="request">A served run with <c>--append</c>.</param>
    /// <param name="given">The rules given; they check.</param>
    /// <param name="faults">Takes what somebody has to know, or why nothing can begin.</param>
    /// <exception cref="WrongCallException">Another starting equity is asked for than the journal's.</exception>
    /// <returns>The rules to begin with, what was emitted, and what the runs before leave; nulls where the journal is new.</returns>
    public static (BoundProgram Program, EmissionLedger? Emitted, JournalPast? Past) From(RunRequest request, BoundProgram given, DiagnosticBag faults)
    {
        if (Read(request.Journal!, faults) is not { } restart)
        {
            return (given, null, null);
        }

        if (request.IsEquityGiven && restart.Past?.Equity is { } equity && equity != request.StartingEquity)
        {
            throw new WrongCallException($"--equity {request.Equity} cannot be: the journal's account began with {equity} and goes on (--append); leave --equity out, or begin another journal");
        }

        bool beginsWithGiven = request.Serving!.BeginsWithGiven;
        if (restart.PastProblem is { } problem)
        {
            faults.Add(beginsWithGiven
                ? Diagnostic.Create(PackDiagnostics.NoPast, null, request.Journal!, problem)
                : Diagnostic.Create(PackDiagnostics.CannotGoOn, null, request.Journal!, problem) with { Help = Way });
            return (given, restart.Emitted, restart.Past); // one fault, one error: that its rules do not check either says nothing more
        }

        if (beginsWithGiven || restart.Program?.Version == given.Version)
        {
            return (given, restart.Emitted, restart.Past);
        }

        if (restart.Program is null)
        {
            faults.Add(Diagnostic.Create(PackDiagnostics.CannotGoOn, null, request.Journal!, "they do not check with this version of the program") with { Help = Way });
            return (given, restart.Emitted, restart.Past);
        }

        faults.Add(Diagnostic.Create(PackDiagnostics.GoesOnWithOther, null, PackKeeper.Short(given.Version), PackKeeper.Short(restart.Program.Version), restart.By) with
        {
            Help = "stage what was given ('scalp packs stage', or --watch), or begin with it: --restart-with given",
        });
        return (restart.Program, restart.Emitted, restart.Past);
    }

    private const string Way = "begin with the rules given: --restart-with given; what was emitted is remembered all the same";

    /// <summary>Null when there is no journal yet, or no run in it had begun.</summary>
    private static JournalRestart? Read(string journal, DiagnosticBag faults)
    {
        try
        {
            JournalRestart restart = JournalRestart.Of(journal);
            return restart.HasBegun ? restart : null;
        }
        catch (JournalException e) when (e.Diagnostic.Code == JournalDiagnostics.NotFound.Code)
        {
            return null;
        }
        catch (JournalException e)
        {
            faults.Add(e.Diagnostic);
        }
        catch (FormatException e)
        {
            faults.Add(Diagnostic.Create(PackDiagnostics.CannotGoOn, null, journal, e.Message) with { Help = Way });
        }

        return null;
    }
}

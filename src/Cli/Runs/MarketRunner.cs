using CryptoScalp.Rules.Host;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary>One <c>scalp run</c>: load everything, start nothing unless all of it is sound, run, sum up.</summary>
internal sealed class MarketRunner(Terminal terminal, RunRequest request)
{
    private readonly DiagnosticBag _diagnostics = new();

    public int Run(CancellationToken stop)
    {
        ProofDisplay display = request.Display;
        (bool paced, bool rehearses) = (request.IsPaced, request.Rehearses);
        if (request.AppendsNothing)
        {
            throw new WrongCallException("--append goes on with a journal; name it with --journal DIR");
        }

        LoadedRules loaded = LoadedRules.Load(request.Rules, MarketCatalogue.Relations, strict: true, forRecord: true);
        _diagnostics.AddRange(loaded.Diagnostics);
        (BoundProgram? program, EmissionLedger? emitted, JournalPast? past) = loaded.Program is { } given && request is { Serving: not null, Append: true } ? GoingOn.From(request, given, _diagnostics) : (loaded.Program, null, null);
        TickPipelineOptions options = RiskInputs.Read(request, _diagnostics);
        List<IMarketFeed> feeds = OpenFeeds(_diagnostics);
        RunModels models = program is null ? RunModels.None : ModelLoader.Open(program, ModelFolder.Find(request.Models), request.ModelOptions, waits: !paced, _diagnostics);
        using RegistryWatch? watch = paced ? RegistryWatch.Over(ModelFolder.Find(request.Models), models, request.ModelOptions, terminal) : null;
        bool sound = CanSize(program) & DiagnosticPrinter.Print(terminal, _diagnostics.ToSorted(), request.Json) && program is not null;
        if (!sound || !TryServe(program!, out RunServing? serving))
        {
            feeds.ForEach(static f => f.Dispose());
            models.Dispose();
            return sound ? ExitCode.Failed : ExitCode.WrongInput;
        }

        using RunServing? whileServing = serving; // ends last: it tells its listeners when the journal is closed
        if (!TryOpenJournal(out JournalWriter? journal))
        {
            feeds.ForEach(static f => f.Dispose());
            models.Dispose();
            return ExitCode.Failed;
        }

        try
        {
            options = options with { Journal = journal, RecordNonDecisionsEvery = request.RecordNonDecisionsEvery, MirrorCapacity = serving is null ? 0 : RunMirror.DefaultCapacity, KeepsTape = serving is not null, Remembered = emitted, Past = past };
            if (rehearses)
            {
                Rehearsal.Of(program!, OpenFeeds(new DiagnosticBag()), options, static () => Thread.Sleep(1), stop); // what is wrong with the feeds has been told
            }

            options = options with { Models = models, Desk = RunSizing.For(program!, terminal), WaitsForDesk = !paced };
            IRunObserver observer = Observer(display);
            using MarketRun run = new(program!, feeds, options, serving?.Beside(observer) ?? observer);
            using PackDesk? desk = serving?.Attach(run, request.Serving!.Policy); // closes before the run does
            using PackWatcher? watcher = desk is null ? null : serving!.Watch(desk, request); // and this before the desk
            return Drive(run, serving, paced ? new MarketPace(run.Pipeline, TimeProvider.System, stop).Wait : null, stop);
        }
        catch (JournalException e)
        {
            return Stopped(e);
        }
        finally
        {
            journal?.Dispose();
            feeds.ForEach(static f => f.Dispose());
        }
    }

    /// <summary>Rules that size by <c>optimize</c> would decide without it what they should not.</summary>
    private bool CanSize(BoundProgram? program)
    {
        if (program is null || program.Optimizes.IsEmpty)
        {
            return true;
        }

        try
        {
            Z3Library.Require();
            return true;
        }
        catch (Z3MissingException e)
        {
            terminal.Error.WriteLine($"scalp: the rules size by 'optimize': {e.Message}");
            return false;
        }
    }

    private IRunObserver Observer(ProofDisplay display) => request.Json ? new RunJsonPrinter(terminal, display) : new RunPrinter(terminal, display);

    private int Drive(MarketRun run, RunServing? serving, Action<EventTime>? pace, CancellationToken stop)
    {
        long started = TimeProvider.System.GetTimestamp();
        int code = ExitCode.Fine;
        try
        {
            run.Run(pace, stop);
        }
        catch (JournalException e)
        {
            code = Stopped(e);
        }

        RunSummary.Print(terminal, run, TimeProvider.System.GetElapsedTime(started), request, stopped: code != ExitCode.Fine);
        serving?.StayUntil(code == ExitCode.Fine ? null : "the journal cannot be written", stop);
        return code;
    }

    /// <summary>Begins to answer before anything is recorded: a port that is in use must leave no empty journal behind.</summary>
    private bool TryServe(BoundProgram program, out RunServing? serving)
    {
        serving = null;
        if (request.Serving is null)
        {
            return true;
        }

        try
        {
            serving = RunServing.Start(program, request.Serving.Host, terminal);
            return true;
        }
        catch (HostException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return false;
        }
    }

    private int Stopped(JournalException e)
    {
        terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
        terminal.Error.WriteLine("scalp: the run was stopped: what cannot be recorded must not be decided; what was recorded before is intact");
        return ExitCode.Failed;
    }

    private List<IMarketFeed> OpenFeeds(DiagnosticBag diagnostics)
    {
        List<IMarketFeed> feeds = [];
        foreach (string text in request.Feeds)
        {
            if (FeedSpec.Parse(text, diagnostics)?.Open(diagnostics) is { } feed)
            {
                feeds.Add(feed);
            }
        }

        return feeds;
    }

    private bool TryOpenJournal(out JournalWriter? journal)
    {
        journal = null;
        if (request.Journal is null)
        {
            return true;
        }

        try
        {
            journal = JournalWriter.Open(request.Journal, new JournalOptions { Append = request.Append });
            return true;
        }
        catch (JournalException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return false;
        }
    }
}

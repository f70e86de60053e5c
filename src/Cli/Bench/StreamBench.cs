using System.Diagnostics;
using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Cli;

/// <summary>One <c>scalp bench stream</c>: everything is read and typed first, then every transaction is timed on its own.</summary>
/// <remarks>
/// The first tenth of the updates warms up and is counted, but not in the percentiles, the rate or the allocation. The rate is transactions by the sum of
/// their own times: what the bench does between two of them is not the engine's. Every time includes one reading of the clock, some 20 ns.
/// </remarks>
internal sealed class StreamBench(Terminal terminal, StreamBenchRequest request)
{
    private const int WarmUpShare = 10;

    private static readonly SessionLimits _limits = SessionLimits.Default;

    private readonly DiagnosticBag _diagnostics = new();
    private readonly SortedDictionary<string, RelationCount> _counts = new(StringComparer.Ordinal);
    private int _rolledBack;
    private long _timers;

    public int Run()
    {
        RuleEngineKind engine = EngineNames.Parse(request.Engine);
        GivenFacts facts = GivenFacts.Read(null, request.Facts, _diagnostics), updates = GivenFacts.Read(null, request.Updates, _diagnostics);
        LoadedRules loaded = LoadedRules.Load([request.Path], [.. facts.Evidence()], strict: false);
        _diagnostics.AddRange(loaded.Diagnostics);
        IReadOnlyList<ScriptTransaction> before = loaded.Program is { } p ? facts.BindScript(p, _diagnostics) : [];
        IReadOnlyList<ScriptTransaction> stream = loaded.Program is { } q ? updates.BindScript(q, _diagnostics) : [];
        if (!DiagnosticPrinter.Print(terminal, _diagnostics.ToSorted(), request.Json) || loaded.Program is not { } program)
        {
            return ExitCode.WrongInput;
        }

        return stream.Count == 0 ? NothingToTime() : Measure(program, engine, before, stream);
    }

    private int NothingToTime()
    {
        terminal.Error.WriteLine($"scalp: '{request.Updates}' has no transaction to time");
        return ExitCode.WrongInput;
    }

    private int Measure(BoundProgram program, RuleEngineKind engine, IReadOnlyList<ScriptTransaction> before, IReadOnlyList<ScriptTransaction> stream)
    {
        foreach (BoundPredicate predicate in program.Predicates.Where(static p => p.IsDerived || p.IsStored))
        {
            _counts.Add(predicate.Name, new RelationCount());
        }

        IStreamTarget target = Open(program, engine, before, stream);

        // What was read stays to the end: moved out of the way once, it is not moved again while transactions are timed.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        StreamTimes times = new(stream.Count - (stream.Count / WarmUpShare));
        for (int i = 0; i < stream.Count; i++)
        {
            Time(target, i, i >= stream.Count / WarmUpShare ? times : null);
        }

        // Before the rows are asked for: lists of facts are not the engine's state. Before what is held is counted: counting takes memory too.
        ProcessMemory process = ProcessMemory.Now();
        long held = HeldBytes.Of(target.State, program);
        foreach ((string name, RelationCount count) in _counts)
        {
            IReadOnlyList<Fact> rows = target.FactsOf(name);
            (count.Rows, count.Checksum) = (rows.Count, RowChecksum.Of(rows));
        }

        new StreamReport(terminal, request).Print(new StreamTotals(stream.Count, stream.Count / WarmUpShare, _timers, _rolledBack, held), process, times, _counts);
        return _rolledBack == 0 ? ExitCode.Fine : ExitCode.Failed;
    }

    /// <summary>A session with the facts, which nothing but the target holds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private IStreamTarget Open(BoundProgram program, RuleEngineKind engine, IReadOnlyList<ScriptTransaction> before, IReadOnlyList<ScriptTransaction> stream)
    {
        SessionOptions? options = request.Provenance ? null : SessionOptions.Default with { ProvenanceCapacity = 0 };
        IRuleSession session = RuleSession.Start(program, engine, _limits, options: options).Session;
        foreach (ScriptTransaction transaction in before)
        {
            _rolledBack += session.Commit(transaction.At, transaction.Changes).Outcome == TransactionOutcome.Committed ? 0 : 1;
        }

        return session is IncrementalSession incremental ? new RowStream(incremental, stream) : new FactStream(session, stream);
    }

    /// <summary>One transaction, and the timers that are due before it: it waits for them, so their time is its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Time(IStreamTarget target, int transaction, StreamTimes? times)
    {
        target.Ready(transaction);
        long ticks = 0, bytes = 0, allocated = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        for (int i = 0; i < _limits.MaxTimers && target.RunTimer(transaction) is { } timer; i++)
        {
            ticks += Stopwatch.GetTimestamp() - start;
            bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
            _timers++;
            _rolledBack += timer == TransactionOutcome.Committed ? 0 : 1;
            target.Count(_counts);
            (allocated, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        }

        TransactionOutcome outcome = target.Commit(transaction);
        ticks += Stopwatch.GetTimestamp() - start;
        bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        times?.Add(ticks, bytes);
        _rolledBack += outcome == TransactionOutcome.Committed ? 0 : 1;
        target.Count(_counts);
    }
}

using System.Diagnostics;
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

    private readonly DiagnosticBag _diagnostics = new();
    private readonly SortedDictionary<string, RelationCount> _counts = new(StringComparer.Ordinal);

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
        StreamTimes times = new(stream.Count - (stream.Count / WarmUpShare));
        long inputBytes = GC.GetTotalMemory(forceFullCollection: true);
        IRuleSession session = RuleSession.Start(program, engine, SessionLimits.Default, options: request.Provenance ? null : SessionOptions.Default with { ProvenanceCapacity = 0 }).Session;
        foreach (BoundPredicate predicate in program.Predicates.Where(static p => p.IsDerived || p.IsStored))
        {
            _counts.Add(predicate.Name, new RelationCount());
        }

        int rolledBack = 0;
        foreach (ScriptTransaction transaction in before)
        {
            rolledBack += session.Commit(transaction.At, transaction.Changes).Outcome == TransactionOutcome.Committed ? 0 : 1;
        }

        long withoutStream = GC.GetTotalMemory(forceFullCollection: true);
        IStreamTarget target = session is IncrementalSession incremental ? new RowStream(incremental, stream) : new FactStream(session, stream);

        // What was read stays to the end: moved out of the way once, it is not moved again while transactions are timed.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        inputBytes += GC.GetTotalMemory(forceFullCollection: false) - withoutStream;
        for (int i = 0; i < stream.Count; i++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            TransactionOutcome outcome = target.Commit(i);
            long ticks = Stopwatch.GetTimestamp() - start;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (i >= stream.Count / WarmUpShare)
            {
                times.Add(ticks, allocated);
            }

            rolledBack += outcome == TransactionOutcome.Committed ? 0 : 1;
            target.Count(_counts);
        }

        // Before the rows are asked for: lists of facts are not the engine's state.
        long stateBytes = GC.GetTotalMemory(forceFullCollection: true) - inputBytes;
        foreach ((string name, RelationCount count) in _counts)
        {
            IReadOnlyList<Fact> rows = session.FactsOf(name);
            (count.Rows, count.Checksum) = (rows.Count, RowChecksum.Of(rows));
        }

        new StreamReport(terminal, request).Print(new StreamTotals(stream.Count, stream.Count / WarmUpShare, rolledBack, stateBytes), times, _counts);
        return rolledBack == 0 ? ExitCode.Fine : ExitCode.Failed;
    }
}

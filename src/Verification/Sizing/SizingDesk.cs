using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>What a solution changes, to be given to the rules as one transaction.</summary>
/// <param name="Asked">The moment whose facts were solved.</param>
/// <param name="Changes">Rows that came or moved, after rows that went; sorted.</param>
/// <param name="Answers">By predicate, with the clash or the reason where nothing is published.</param>
public sealed record SizingPublication(EventTime Asked, ImmutableArray<FactChange> Changes, ImmutableSortedDictionary<string, OptimizeAnswer> Answers);

/// <summary>Solves a program's <c>optimize</c> statements beside the tick: one solution at a time, at most one in a stretch of event time.</summary>
/// <remarks>
/// Fails closed: what is infeasible or unknown withdraws the rows that were published before. Life: idle → solving → solved → idle, until disposed.
/// <see cref="TryBegin"/> and <see cref="TryTake"/> never wait and belong to one thread, the solver runs on another. When a result comes depends on the machine: a run
/// is reproduced by the journal, which records what was published and when, like any other fact.
/// </remarks>
public sealed class SizingDesk(BoundProgram program, SolverLimits limits, long everyNs) : IDisposable
{
    /// <summary>Where rules that declare it read why there is no answer: <c>sizing_clash("size", "abs(W) &lt;= max_single, …")</c>. Declared by the library <c>sizing</c>.</summary>
    public const string ClashPredicate = "sizing_clash";

    private readonly bool _tellsClashes = program.FindPredicate(ClashPredicate) is { IsExtensional: true, Arity: 2 } told && told.Types.All(static t => t.Kind == TypeKind.String);
    private readonly string[] _predicates = [.. program.Optimizes.Select(o => program.Predicates[o.Predicate].Name).Distinct().Order(StringComparer.Ordinal)];
    private SortedSet<Fact> _published = [];
    private Task<SizingPublication>? _running;
    private long? _began;

    /// <summary>Starts to solve a state; false, and nothing is read, while a solution is on its way or the last began too short a time ago.</summary>
    /// <param name="at">Event time.</param>
    /// <param name="facts">Read at once; what is given, without what was published.</param>
    public bool TryBegin(EventTime at, Func<IEnumerable<Fact>> facts)
    {
        if (_predicates.Length == 0 || _running is not null || (_began is { } began && at.Nanoseconds - began < everyNs))
        {
            return false;
        }

        Fact[] state = [.. facts()];
        SortedSet<Fact> before = _published;
        _began = at.Nanoseconds;
        _running = Task.Run(() => Solve(at, state, before));
        return true;
    }

    /// <summary>A solution that has come since; its faults are thrown here.</summary>
    public bool TryTake([NotNullWhen(true)] out SizingPublication? publication)
    {
        publication = null;
        if (_running is not { IsCompleted: true } done)
        {
            return false;
        }

        _running = null;
        publication = done.GetAwaiter().GetResult();
        _published = RowsOf(publication.Answers);
        return true;
    }

    /// <summary>Waits for the solution that is on its way, if there is one.</summary>
    public void Wait() => _running?.Wait();

    /// <summary>Waits for the solver, which has limits of its own.</summary>
    public void Dispose()
    {
        if (_running is { } running)
        {
            ((IAsyncResult)running).AsyncWaitHandle.WaitOne();
        }
    }

    private SizingPublication Solve(EventTime at, Fact[] state, SortedSet<Fact> before)
    {
        ImmutableSortedDictionary<string, OptimizeAnswer> answers = _predicates.ToImmutableSortedDictionary(static p => p, p => Solve(at, state, p), StringComparer.Ordinal);
        SortedSet<Fact> after = RowsOf(answers);
        HashSet<string> kept = [.. after.Select(KeyOf)];
        IEnumerable<FactChange> gone = before.Where(f => !kept.Contains(KeyOf(f))).Select(FactChange.Retract);
        return new SizingPublication(at, [.. gone, .. after.Except(before).Select(FactChange.Assert)], answers);
    }

    private OptimizeAnswer Solve(EventTime at, Fact[] state, string predicate)
    {
        try
        {
            return OptimizeSolver.Solve(program, predicate, state, at, limits);
        }
        catch (SolverException e)
        {
            return new OptimizeAnswer(SizingOutcome.Unknown, [], [], [e.Message]);
        }
    }

    /// <summary>The rows, and, for rules that read <see cref="ClashPredicate"/>, the limits that clash or why there is no answer.</summary>
    private SortedSet<Fact> RowsOf(ImmutableSortedDictionary<string, OptimizeAnswer> answers)
    {
        SortedSet<Fact> rows = [.. answers.Values.SelectMany(static a => a.Rows)];
        if (_tellsClashes)
        {
            rows.UnionWith(answers.SelectMany(static a => a.Value.Clash.Concat(a.Value.Reasons).Select(text => new Fact(ClashPredicate, Value.String(a.Key), Value.String(text)))));
        }

        return rows;
    }

    /// <summary>Keyed rows by their key, others whole.</summary>
    private static string KeyOf(Fact row) => row.Predicate == ClashPredicate ? row.ToString() : $"{row.Predicate}({string.Join(", ", row.Arguments.SkipLast(1))})";
}

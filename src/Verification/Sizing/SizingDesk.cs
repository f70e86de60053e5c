using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>What a solution changes, to be given to the rules as one transaction.</summary>
/// <param name="Asked">The moment whose facts were solved.</param>
/// <param name="Changes">Rows that came or moved, after rows that went; sorted.</param>
/// <param name="Answers">By predicate, with the clash or the reason where nothing is published.</param>
/// <param name="Program">The rules and values of parameters by which it was solved.</param>
public sealed record SizingPublication(EventTime Asked, ImmutableArray<FactChange> Changes, ImmutableSortedDictionary<string, OptimizeAnswer> Answers, BoundProgram Program);

/// <summary>Solves a program's <c>optimize</c> statements beside the tick: one solution at a time, at most one in a stretch of event time.</summary>
/// <remarks>
/// Fails closed: what is infeasible or unknown withdraws the rows that were published before. Follows the rules in force: after a switch, or when a parameter is set, the next solution begins
/// at once, one that was on its way is dropped, and rows that the new rules do not size are withdrawn. Life: idle → solving → solved → idle, until disposed.
/// <see cref="TryBegin"/> and <see cref="TryTake"/> never wait and belong to one thread, the solver runs on another. When a result comes depends on the machine: a run
/// is reproduced by the journal, which records what was published and when, like any other fact.
/// </remarks>
public sealed class SizingDesk(SolverLimits limits, long everyNs) : IDisposable
{
    /// <summary>Where rules that declare it read why there is no answer: <c>sizing_clash("size", "abs(W) &lt;= max_single, …")</c>. Declared by the library <c>sizing</c>.</summary>
    public const string ClashPredicate = "sizing_clash";

    private SortedSet<Fact> _published = [];
    private Task<SizingPublication>? _running;
    private BoundProgram? _program;
    private ImmutableArray<string> _predicates = [];
    private long? _began;

    /// <summary>Starts to solve a state; false, and nothing is read, while a solution is on its way or the last began too short a time ago.</summary>
    /// <param name="at">Event time.</param>
    /// <param name="program">The rules in force, with the values of parameters in force.</param>
    /// <param name="facts">Read at once; what is given, without what was published.</param>
    public bool TryBegin(EventTime at, BoundProgram program, Func<IEnumerable<Fact>> facts)
    {
        if (!ReferenceEquals(_program, program))
        {
            Follow(program);
        }

        if ((_predicates.IsEmpty && _published.Count == 0) || _running is not null || (_began is { } began && at.Nanoseconds - began < everyNs))
        {
            return false;
        }

        Begin(at, program, [.. facts()]);
        return true;
    }

    /// <summary>A solution that has come since; its faults are thrown here. One by other rules or values of parameters is dropped.</summary>
    /// <param name="inForce">The rules in force.</param>
    /// <param name="publication">What to publish.</param>
    public bool TryTake(BoundProgram inForce, [NotNullWhen(true)] out SizingPublication? publication)
    {
        publication = null;
        if (_running is not { IsCompleted: true } done)
        {
            return false;
        }

        _running = null;
        SizingPublication solved = done.GetAwaiter().GetResult();
        if (!ReferenceEquals(solved.Program, inForce))
        {
            return false;
        }

        publication = solved;
        _published = RowsOf(inForce, solved.Answers);
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

    /// <summary>Apart from <see cref="TryBegin"/>, which is asked after every tick: what the solver is to know is an object, and that would be made each time.</summary>
    private void Begin(EventTime at, BoundProgram program, Fact[] state)
    {
        SortedSet<Fact> before = _published;
        ImmutableArray<string> predicates = _predicates;
        _began = at.Nanoseconds;
        _running = Task.Run(() => Solve(program, predicates, at, state, before));
    }

    private void Follow(BoundProgram program)
    {
        _program = program;
        _predicates = [.. program.Optimizes.Select(o => program.Predicates[o.Predicate].Name).Distinct().Order(StringComparer.Ordinal)];
        _began = null;
    }

    private SizingPublication Solve(BoundProgram program, ImmutableArray<string> predicates, EventTime at, Fact[] state, SortedSet<Fact> before)
    {
        ImmutableSortedDictionary<string, OptimizeAnswer> answers = predicates.ToImmutableSortedDictionary(static p => p, p => Solve(program, at, state, p), StringComparer.Ordinal);
        SortedSet<Fact> after = RowsOf(program, answers);
        HashSet<string> kept = [.. after.Select(KeyOf)];
        IEnumerable<FactChange> gone = before.Where(f => !kept.Contains(KeyOf(f))).Select(FactChange.Retract);
        return new SizingPublication(at, [.. gone, .. after.Except(before).Select(FactChange.Assert)], answers, program);
    }

    private OptimizeAnswer Solve(BoundProgram program, EventTime at, Fact[] state, string predicate)
    {
        try
        {
            return OptimizeSolver.Solve(program, predicate, state, at, limits);
        }
        catch (Exception e) when (e is SolverException or Z3MissingException)
        {
            return new OptimizeAnswer(SizingOutcome.Unknown, [], [], [e.Message]);
        }
    }

    /// <summary>The rows, and, for rules that read <see cref="ClashPredicate"/>, the limits that clash or why there is no answer.</summary>
    private static SortedSet<Fact> RowsOf(BoundProgram program, ImmutableSortedDictionary<string, OptimizeAnswer> answers)
    {
        SortedSet<Fact> rows = [.. answers.Values.SelectMany(static a => a.Rows)];
        if (TellsClashes(program))
        {
            rows.UnionWith(answers.SelectMany(static a => a.Value.Clash.Concat(a.Value.Reasons).Select(text => new Fact(ClashPredicate, Value.String(a.Key), Value.String(text)))));
        }

        return rows;
    }

    private static bool TellsClashes(BoundProgram program) =>
        program.FindPredicate(ClashPredicate) is { IsExtensional: true, Arity: 2 } told && told.Types.All(static t => t.Kind == TypeKind.String);

    /// <summary>Keyed rows by their key, others whole.</summary>
    private static string KeyOf(Fact row) => row.Predicate == ClashPredicate ? row.ToString() : $"{row.Predicate}({string.Join(", ", row.Arguments.SkipLast(1))})";
}

using System.Collections.Immutable;
using System.Diagnostics;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs;

/// <summary>The checks of a pack that need no run: it parses, it types, its strata hold, it lints, its promises are proved, its tests pass.</summary>
/// <remarks>The steps stand in one table, in order; the first that fails ends the list. Pure but for the durations; for any thread.</remarks>
public static class PackGate
{
    private static readonly (string Name, Func<GateSubject, StepFinding> Check)[] _steps =
    [
        ("parse", SourceSteps.Parse),
        ("types", SourceSteps.Types),
        ("strata", SourceSteps.Strata),
        ("fit", FitStep.Check),
        ("lint", ProofSteps.Lint),
        ("invariants", ProofSteps.Invariants),
        ("tests", TestStep.Check),
        ("equivalence", EquivalenceStep.Check),
    ];

    /// <summary>Runs the steps.</summary>
    /// <param name="sources">The pack.</param>
    /// <param name="live">The rules in force.</param>
    /// <param name="policy">What is asked.</param>
    /// <param name="stop">Ends it between two steps; the step that did not come is a failed one.</param>
    public static GateCheck Check(PackSources sources, BoundProgram live, PackPolicy policy, CancellationToken stop)
    {
        LoadedRules loaded = sources.Bind();
        return Check(new GateSubject(sources, loaded, loaded.Program, live, policy, stop));
    }

    /// <summary>Runs the steps that other values of parameters have to pass: rules that are in force already.</summary>
    public static GateCheck CheckParams(BoundProgram program, BoundProgram live, PackPolicy policy, CancellationToken stop) =>
        Check(new GateSubject(new PackSources([], []), new LoadedRules(program, [], []), program, live, policy, stop));

    private static GateCheck Check(GateSubject subject)
    {
        ImmutableArray<GateStep>.Builder steps = ImmutableArray.CreateBuilder<GateStep>();
        foreach ((string name, Func<GateSubject, StepFinding> check) in _steps)
        {
            long started = Stopwatch.GetTimestamp();
            StepFinding found = subject.Stop.IsCancellationRequested
                ? StepFinding.Failed($"the gate's time of {subject.Policy.GateTimeout.TotalSeconds:0.#} s was over before it")
                : check(subject);
            steps.Add(new GateStep(name, found.Outcome, found.Summary, found.Diagnostics, found.Details, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            if (found.Outcome == StepOutcome.Failed)
            {
                break;
            }
        }

        return new GateCheck(subject.Program, steps.ToImmutable());
    }
}

/// <summary>A pack that was checked.</summary>
/// <param name="Program">Null when the rules do not check.</param>
/// <param name="Steps">Up to the first that failed.</param>
public sealed record GateCheck(BoundProgram? Program, ImmutableArray<GateStep> Steps)
{
    public bool Passed => Program is not null && Steps.All(static s => s.Outcome != StepOutcome.Failed);
}

/// <summary>What the steps look at.</summary>
internal sealed record GateSubject(PackSources Sources, LoadedRules Loaded, BoundProgram? Program, BoundProgram Live, PackPolicy Policy, CancellationToken Stop);

/// <summary>What a step found.</summary>
internal sealed record StepFinding(StepOutcome Outcome, string Summary, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<string> Details)
{
    public static StepFinding Passed(string summary) => new(StepOutcome.Passed, summary, [], []);

    public static StepFinding Skipped(string summary) => new(StepOutcome.Skipped, summary, [], []);

    public static StepFinding Failed(string summary, params string[] details) => new(StepOutcome.Failed, summary, [], [.. details]);

    /// <summary>Fails on errors; otherwise shows what there is.</summary>
    public static StepFinding Of(IEnumerable<Diagnostic> found, string fine)
    {
        ImmutableArray<Diagnostic> all = [.. found];
        int errors = all.Count(static d => d.IsError);
        return errors > 0 ? new StepFinding(StepOutcome.Failed, $"{errors} error(s), the first: {all.First(static d => d.IsError).Message}", all, [])
            : all.IsEmpty ? Passed(fine)
            : new StepFinding(StepOutcome.Noted, $"{fine}, with {all.Length} note(s)", all, []);
    }
}

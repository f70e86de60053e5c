using System.Collections.Immutable;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs;

/// <summary>How a checked pack comes to follow the run.</summary>
public sealed partial class PackKeeper
{
    private void Bootstrap(PackEntry entry, GateCheck check)
    {
        long started = _clock.GetTimestamp();
        Ask(_yard.Staging(entry.Program!, entry.By, warm => entry.FeaturesWarmAt = warm));
        DecisionComparer comparer = new();
        using CancellationTokenSource stop = new(_policy.ReplayTimeout, _clock);
        RuleDifferences rules = RuleDifferences.Between(_active.Program!, entry.Program!);
        try
        {
            WarmRules warm = _yard.Start(entry.Program!, _policy.ReplayTransactions, comparer.Take, stop.Token);
            Continued += warm.IsContinued ? 1 : 0;
            ImmutableArray<GateStep> steps = [.. check.Steps, Differences(rules), Replayed(warm, comparer.Comparison, started), History(warm)];
            if (warm.Problem is null)
            {
                entry.Report = new GateReport(entry.Version, _active.Version, steps, rules, comparer.Comparison);
                (entry.Warm, entry.State) = (warm, PackState.Ready);
                entry.WarmsUntil = LookBack.Of(entry.Program!).FullAt(warm.KnowsFrom, _yard.At);
            }
            else
            {
                _yard.Drop(warm);
                Refuse(entry, steps, rules, comparer.Comparison);
            }
        }
        catch (OperationCanceledException)
        {
            string late = $"it had not followed what was kept of the run within {_policy.ReplayTimeout.TotalSeconds:0.#} s";
            Refuse(entry, [.. check.Steps, new GateStep("replay", StepOutcome.Failed, late, [], [], ElapsedMs(started))], rules, comparer.Comparison);
        }
    }

    private void Refuse(PackEntry entry, ImmutableArray<GateStep> steps, RuleDifferences? rules, DecisionComparison decisions)
    {
        entry.Report = new GateReport(entry.Version, _active.Version, steps, rules, decisions);
        entry.State = PackState.Refused;
        GateStep failure = entry.Report.Failure!;
        entry.Cause = $"{failure.Name}: {failure.Summary}";
        string name = entry.Version.Length > 0 ? Short(entry.Version) : $"number {entry.Number}";
        Noticed?.Invoke(Diagnostic.Create(PackDiagnostics.GateRefused, null, name, failure.Name, failure.Summary, Short(_active.Version)));
    }

    private static GateStep Differences(RuleDifferences rules)
    {
        string summary = $"rules +{rules.RulesAdded.Length} -{rules.RulesRemoved.Length} ~{rules.RulesChanged.Length}, "
            + $"predicates +{rules.PredicatesAdded.Length} -{rules.PredicatesRemoved.Length} ~{rules.PredicatesChanged.Length}, {rules.PredicatesKept} mean the same";
        return new GateStep("differences", StepOutcome.Passed, summary, [], [.. rules.ParamsChanged], 0);
    }

    private GateStep Replayed(WarmRules warm, DecisionComparison found, long started)
    {
        string summary = $"{found.Transactions} transactions: {found.Same} decisions the same, {found.Added} added, {found.Removed} removed, {found.Changed} changed";
        return warm.Problem is { } problem
            ? new GateStep("replay", StepOutcome.Failed, problem, [], [], ElapsedMs(started))
            : new GateStep("replay", found.Added + found.Removed + found.Changed == 0 ? StepOutcome.Passed : StepOutcome.Noted, summary, [], [], ElapsedMs(started));
    }

    /// <summary>What of the pack's past is not known, since less of the run was kept than it looks back.</summary>
    private GateStep History(WarmRules warm)
    {
        LookBack look = LookBack.Of(warm.Program);
        if (warm.KnowsFrom.Nanoseconds == long.MinValue || (look.FarNs == 0 && look.Unbounded.IsEmpty))
        {
            return new GateStep("history", StepOutcome.Passed, "it knows all that it looks back at", [], [], 0);
        }

        EventTime? full = look.FullAt(warm.KnowsFrom, _yard.At);
        List<string> details = [.. look.Unbounded.Select(what => $"{what}: known {ReadableTime.In($"from {warm.KnowsFrom}")} on")];
        string summary = full is { } until ? $"windows are full {ReadableTime.At(until)}; until then entries are vetoed" : "windows are full";
        ImmutableArray<Diagnostic> problems = warm.PastProblem is { } problem ? [problem with { Severity = DiagnosticSeverity.Warning }] : [];
        return new GateStep("history", full is null && details.Count == 0 && problems.IsEmpty ? StepOutcome.Passed : StepOutcome.Noted, summary, problems, [.. details], 0);
    }

    /// <summary>Lets the oldest go that is only ready, so that no more follow the run than may; what can be rolled back to stays longest.</summary>
    private void MakeRoom()
    {
        while (_entries.Count(static e => e.IsWarm) >= _policy.MaxWarm)
        {
            PackEntry oldest = _entries.Find(static e => e.IsWarm && e.State == PackState.Ready && e.Warm is not null)
                ?? _entries.Find(e => e.IsWarm && !(_before.TryPeek(out PackEntry? last) && last == e))
                ?? _entries.Find(static e => e.IsWarm)!;
            LetGo(oldest, PackState.Dropped, "it was let go to make room for another");
        }
    }

    private void LetGo(PackEntry entry, PackState state, string cause)
    {
        _yard.Drop(entry.Warm!);
        (entry.Warm, entry.State, entry.Cause) = (null, state, cause);
    }

    /// <summary>Asks the tick thread; when too much is asked of it already, again with the next pump.</summary>
    private void Ask(Func<bool> ask)
    {
        if (!ask())
        {
            _retries.Add(() => Ask(ask));
        }
    }

    private long ElapsedMs(long started) => (long)_clock.GetElapsedTime(started).TotalMilliseconds;
}

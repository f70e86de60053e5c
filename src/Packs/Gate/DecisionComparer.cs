using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs;

/// <summary>Compares what warm rules would have decided with what the rules in force decided, transaction by transaction. Single-threaded.</summary>
/// <remarks>Two decisions are one when statement, key, action, size and rule agree; ids differ, since they name the version.</remarks>
public sealed class DecisionComparer
{
    /// <summary>Differences kept with their proofs; more are counted.</summary>
    public const int MaxKept = 200;

    private readonly List<DecisionDifference> _differences = [];
    private readonly Dictionary<string, AgendaResult> _live = new(StringComparer.Ordinal);
    private long _transactions;
    private long _same;
    private long _added;
    private long _removed;
    private long _changed;
    private EventTime? _from;
    private EventTime? _to;

    /// <summary>What was found so far.</summary>
    public DecisionComparison Comparison => new(_transactions, _same, _added, _removed, _changed, _from, _to, [.. _differences]);

    /// <summary>Takes a transaction that the candidate followed.</summary>
    public void Take(FollowedStep step)
    {
        _transactions++;
        _from ??= step.At;
        _to = step.At;
        RememberResults(step);
        ImmutableArray<DecisionProof> live = step.Live?.Emitted ?? [];
        if (live.IsEmpty && step.Rules.Emitted.Count == 0)
        {
            return;
        }

        List<DecisionProof> unmatched = [.. live];
        foreach (Decision decision in step.Rules.Emitted)
        {
            DecisionProof? twin = unmatched.Find(l => IsOfKey(l, decision));
            unmatched.Remove(twin!);
            Judge(step, twin, decision);
        }

        unmatched.ForEach(alone => Add(step, alone, null));
    }

    private void Judge(FollowedStep step, DecisionProof? live, Decision decision)
    {
        if (live is not null && live.Action == decision.Action.ToString() && live.Size == decision.Size.ToString() && live.RuleId == decision.RuleId)
        {
            _same++;
        }
        else
        {
            Add(step, live, decision);
        }
    }

    private void Add(FollowedStep step, DecisionProof? live, Decision? decision)
    {
        DifferenceKind kind = live is null ? DifferenceKind.Added : decision is null ? DifferenceKind.Removed : DifferenceKind.Changed;
        _added += kind == DifferenceKind.Added ? 1 : 0;
        _removed += kind == DifferenceKind.Removed ? 1 : 0;
        _changed += kind == DifferenceKind.Changed ? 1 : 0;
        if (_differences.Count >= MaxKept)
        {
            return;
        }

        string name = live?.Name ?? decision!.Name;
        ImmutableArray<string> key = live?.Key ?? [.. decision!.Key.Select(static v => v.ToString())];
        _differences.Add(new DecisionDifference(
            kind, step.At, step.Sequence,
            live, live is null ? LiveReasons(name, key, step.At) : [],
            decision is null ? null : step.Rules.ProofOf(decision),
            decision is null ? Reasons(step.Rules.ResultOf(name), key, "") : []));
    }

    private void RememberResults(FollowedStep step)
    {
        foreach ((string name, AgendaResult result) in step.Live?.Results ?? [])
        {
            _live[name] = result;
        }
    }

    private static bool IsOfKey(DecisionProof live, Decision decision) =>
        live.Name == decision.Name && live.Key.AsSpan().SequenceEqual([.. decision.Key.Select(static v => v.ToString())]);

    /// <summary>What the rules in force said last is told when it begins, not again while sizes alone move; so of what is told from earlier the time is said.</summary>
    private ImmutableArray<string> LiveReasons(string name, ImmutableArray<string> key, EventTime at)
    {
        AgendaResult? said = _live.GetValueOrDefault(name);
        return Reasons(said, key, said is not null && said.At < at ? $", as told {ReadableTime.At(said.At)}" : "");
    }

    private static ImmutableArray<string> Reasons(AgendaResult? result, ImmutableArray<string> key, string told)
    {
        bool IsKey(ImmutableArray<Value> values) => values.Select(static v => v.ToString()).SequenceEqual(key);
        string[] held = [.. (result?.Decisions ?? []).Where(d => IsKey(d.Key) && d.Status == DecisionStatus.Held).Select(static d => $"decided before, {ReadableTime.At(d.At)}, and still wins: {d} by {d.RuleId}")];
        string[] struck = [.. (result?.NonDecisions ?? []).Where(n => IsKey(n.Candidate.Key)).Select(n => ReadableTime.In(n.ToString()) + told)];
        return held.Length + struck.Length == 0 ? ["no rule proposes it"] : [.. held, .. struck];
    }
}

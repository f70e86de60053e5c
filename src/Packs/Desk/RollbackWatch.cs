using System.Globalization;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Packs;

/// <summary>Watches a pack that was just put in force, and says when a condition fails. One thread.</summary>
internal sealed class RollbackWatch(RollbackConditions conditions, RunView first, LatencyHistogram latency)
{
    private const long MinuteNs = 60_000_000_000;
    private const long EnoughTicks = 1_000;

    private readonly RollbackConditions _conditions = conditions;
    private readonly LatencyHistogram _latency = latency;
    private readonly long _ticksAtBegin = latency.Count;
    private readonly long _fastAtBegin = conditions.MaxLatencyP99 is { } max ? latency.CountUpTo((long)max.TotalNanoseconds) : 0;
    private readonly RunView _begin = first;
    private RunView _minute = first;

    /// <summary>True once the time of watching is over.</summary>
    public bool IsOver(RunView now) => now.At.Nanoseconds - _begin.At.Nanoseconds > _conditions.Watch.TotalNanoseconds;

    /// <summary>The condition that fails, in words; null while all hold.</summary>
    public string? Failure(RunView now)
    {
        if (now.At.Nanoseconds - _minute.At.Nanoseconds >= MinuteNs)
        {
            _minute = now;
        }

        long decisions = now.Decisions - _begin.Decisions, candidates = decisions + now.NonDecisions - _begin.NonDecisions;
        long errors = now.FailedLiterals - _begin.FailedLiterals + now.Rollbacks - _begin.Rollbacks;
        double refused = candidates == 0 ? 0 : 1.0 - ((double)decisions / candidates);
        return now.Decisions - _minute.Decisions > _conditions.MaxDecisionsPerMinute ? Said($"more than {_conditions.MaxDecisionsPerMinute} decisions a minute")
            : candidates >= _conditions.MinCandidates && refused > _conditions.MaxNonDecisionShare ? Said($"{refused:P0} of {candidates} candidates were not decided, and at most {_conditions.MaxNonDecisionShare:P0} may be")
            : errors > _conditions.MaxErrors ? Said($"{errors} errors, and at most {_conditions.MaxErrors} may be")
            : LatencyFailure();
    }

    private string? LatencyFailure()
    {
        if (_conditions.MaxLatencyP99 is not { } max)
        {
            return null;
        }

        long ticks = _latency.Count - _ticksAtBegin, slow = ticks - (_latency.CountUpTo((long)max.TotalNanoseconds) - _fastAtBegin);
        return ticks >= EnoughTicks && slow * 100 > ticks ? Said($"{slow} of {ticks} ticks took longer than {max.TotalMicroseconds} µs") : null;
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

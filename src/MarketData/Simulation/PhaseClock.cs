using System.Collections.Immutable;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Walks the schedule in steps of 10 ms, again and again.</summary>
internal sealed class PhaseClock(ImmutableArray<ScheduledPhase> schedule)
{
    public const int StepsPerSecond = 100;

    private int _index = -1;
    private int _step;

    public MarketPhase Phase => schedule[_index].Phase;

    /// <summary>Steps since the phase began.</summary>
    public int StepsIn => _step;

    /// <summary>One step on; true when a phase began with it.</summary>
    public bool Advance()
    {
        _step++;
        if (_index >= 0 && _step < schedule[_index].Seconds * StepsPerSecond)
        {
            return false;
        }

        _index = (_index + 1) % schedule.Length;
        _step = 0;
        return true;
    }
}

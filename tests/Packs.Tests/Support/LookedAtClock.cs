namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Time that a test moves, in steps each of which somebody has looked at: a machine that stalls stalls this clock too.</summary>
internal sealed class LookedAtClock : TimeProvider
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(10), _patience = TimeSpan.FromSeconds(120);

    private long _now;
    private int _looks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        long now = Volatile.Read(ref _now);
        Interlocked.Increment(ref _looks);
        return now;
    }

    /// <summary>Moves on, and not before everything so far was seen: the second look from now on began after it.</summary>
    public void Pass(TimeSpan time)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += _step)
        {
            Move();
            int looks = Volatile.Read(ref _looks);
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _looks) >= looks + 2, _patience), "nobody looks at the clock any more");
        }
    }

    /// <summary>Moves on one step without waiting for anybody.</summary>
    public void Move() => Interlocked.Add(ref _now, _step.Ticks);
}

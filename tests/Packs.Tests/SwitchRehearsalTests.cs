namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>What is rehearsed is the switch itself: if it went another way, the first real one would be slow again and nothing would say so.</summary>
public sealed class SwitchRehearsalTests
{
    [Fact]
    public void It_switches_to_and_fro_until_it_is_enough()
    {
        using SwitchRehearsal rehearsal = new();

        Assert.True(rehearsal.GoOn(2));
        Assert.Equal(2, rehearsal.Switches);
        Assert.False(rehearsal.GoOn(int.MaxValue));
        Assert.Equal(SwitchRehearsal.Enough, rehearsal.Switches);
        Assert.True(rehearsal.Decisions > 10, "positions are opened and closed on the way");
    }
}

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>When a save counts as whole, by a clock of the test.</summary>
public sealed class WholeSavesTests
{
    private readonly WholeSaves _saves = new(Ms(300), Ms(2_000));

    [Fact]
    public void What_stands_still_is_taken_once()
    {
        Assert.False(_saves.IsWhole(State(10), Ms(0)));
        Assert.False(_saves.IsWhole(State(10), Ms(200)));
        Assert.True(_saves.IsWhole(State(10), Ms(300)));
        Assert.False(_saves.IsWhole(State(10), Ms(9_000)));
    }

    [Fact]
    public void Every_change_begins_the_quiet_anew()
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.False(_saves.IsWhole(State(10 + i), Ms(i * 250)));
        }

        Assert.True(_saves.IsWhole(State(29), Ms((19 * 250) + 300)));
    }

    [Fact]
    public void A_file_that_is_empty_or_gone_has_longer()
    {
        Assert.True(Settled(State(10), 0));
        Assert.False(_saves.IsWhole(State(0), Ms(1_000)));
        Assert.False(_saves.IsWhole(State(0), Ms(2_000)));
        Assert.False(_saves.IsWhole(new FolderState([], "there is no rule file"), Ms(2_100)));
        Assert.False(_saves.IsWhole(new FolderState([], "there is no rule file"), Ms(4_000)));
        Assert.True(_saves.IsWhole(new FolderState([], "there is no rule file"), Ms(4_100)));
    }

    [Fact]
    public void A_file_that_comes_back_as_it_was_is_no_save()
    {
        Assert.True(Settled(State(10), 0));
        Assert.False(_saves.IsWhole(new FolderState([], "there is no rule file"), Ms(1_000)));
        Assert.False(_saves.IsWhole(State(10), Ms(1_500)));
        Assert.False(_saves.IsWhole(State(10), Ms(9_000)));
    }

    [Fact]
    public void What_was_written_while_it_was_read_is_looked_at_again()
    {
        Assert.True(Settled(State(10), 0));
        _saves.Again(Ms(400));
        Assert.False(_saves.IsWhole(State(10), Ms(500)));
        Assert.True(_saves.IsWhole(State(10), Ms(700)));
    }

    [Fact]
    public void What_does_not_look_whole_is_taken_again_and_again_until_it_has_stood_long()
    {
        Assert.True(Settled(State(10), 0));
        Assert.False(_saves.IsWhole(State(5), Ms(1_000)));
        for (int at = 1_300; at < 3_000; at += 100)
        {
            Assert.True(_saves.IsWhole(State(5), Ms(at)));
            Assert.False(_saves.HasStoodLong(Ms(at)));
            _saves.NotYet();
        }

        Assert.True(_saves.IsWhole(State(5), Ms(3_000)));
        Assert.True(_saves.HasStoodLong(Ms(3_000)));
    }

    [Fact]
    public void What_did_not_look_whole_and_is_as_it_was_again_is_no_save()
    {
        Assert.True(Settled(State(10), 0));
        Assert.True(Settled(State(5), 1_000));
        _saves.NotYet();
        Assert.False(_saves.IsWhole(State(10), Ms(1_500)));
        Assert.False(_saves.IsWhole(State(10), Ms(9_000)));
    }

    private bool Settled(FolderState state, int from)
    {
        _saves.IsWhole(state, Ms(from));
        return _saves.IsWhole(state, Ms(from + 300));
    }

    private static FolderState State(long length) => new([new FileMark("a.rules", length, 1)], null);

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>A candidate that is not decided is told once while its reasons stay the same, and again when it comes back.</summary>
public sealed class NonDecisionTests
{
    private readonly Market _market = new();
    private readonly Watcher _watcher = new();

    [Fact]
    public void A_standing_veto_is_told_once_and_again_after_it_went_away()
    {
        Runs.Run(
            Rules.Bind(Rules.BuyAboveHundred),
            new ListFeed(
                _market.Quote(1_000, "100.01", "100.50"),
                _market.Quote(1_100, "100.02", "100.50"),
                _market.Quote(1_200, "100.03", "100.50"),
                _market.Quote(1_300, "99.00", "99.50"),
                _market.Quote(1_400, "100.01", "100.50")),
            _watcher);

        Assert.Empty(_watcher.Decisions);
        Assert.Equal(2, _watcher.NonDecisions.Count);
    }
}

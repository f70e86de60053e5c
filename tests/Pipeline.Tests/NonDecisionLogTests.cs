using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>A non-decision is told once while it stands.</summary>
public sealed class NonDecisionLogTests
{
    private readonly NonDecisionLog _log = new();

    [Fact]
    public void The_same_candidate_with_the_same_reason_is_news_once_whatever_its_size()
    {
        Assert.Single(_log.News([Vetoed("1", "/volatile")]));
        Assert.Empty(_log.News([Vetoed("2", "/volatile")]));
    }

    [Fact]
    public void Another_reason_is_news()
    {
        _log.News([Vetoed("1", "/volatile")]);

        Assert.Single(_log.News([Vetoed("1", "/halted")]));
    }

    [Fact]
    public void What_went_away_and_comes_back_is_news_again()
    {
        _log.News([Vetoed("1", "/volatile")]);
        Assert.Empty(_log.News([]));

        Assert.Single(_log.News([Vetoed("1", "/volatile")]));
    }

    [Fact]
    public void Of_several_only_the_new_ones_are_told_in_their_order()
    {
        NonDecision a = Vetoed("1", "/a"), b = Vetoed("1", "/b"), c = Vetoed("1", "/c");
        _log.News([b]);

        Assert.Equal([a, c], _log.News([a, b, c]));
    }

    [Fact]
    public void Every_kind_of_reason_has_a_word()
    {
        Candidate candidate = Deciding.On(Value.String("X"), Deciding.Units("1"), ("/kind", "/long")).Winner;
        NonDecisionReason[] reasons =
        [
            new VetoedReason([new Fact("veto", Value.String("X"), Value.Name("/r"))]),
            new RequirementUnmetReason(["timeframes"]),
            new CappedToNothingReason(new Fact("cap", Value.String("X"), Deciding.Units("0"))),
            new LostReason(candidate, OrderCriterion.Priority),
            new CooldownReason(EventTime.FromMilliseconds(5)),
        ];
        Assert.Equal(typeof(NonDecisionReason).Assembly.GetTypes().Count(static t => t.IsSubclassOf(typeof(NonDecisionReason))), reasons.Length);

        Assert.Distinct(reasons.Select(r => NonDecisionLog.ReasonOf(new NonDecision(candidate, [r]))));
        Assert.Equal(reasons.Length, _log.News([.. reasons.Select(r => new NonDecision(candidate, [r]))]).Count);
    }

    private static NonDecision Vetoed(string size, string reason) => new(
        Deciding.On(Value.String("BTCUSDT"), Deciding.Units(size), ("/kind", "/long")).Winner,
        [new VetoedReason([new Fact("veto", Value.String("BTCUSDT"), Value.Name(reason))])]);
}

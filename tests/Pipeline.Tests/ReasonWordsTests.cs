using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

public sealed class ReasonWordsTests
{
    [Fact]
    public void Every_kind_of_reason_has_words_of_its_own()
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

        Assert.Distinct(reasons.Select(r => ReasonWords.Of(new NonDecision(candidate, [r]))));
    }
}

using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>Whatever a person reads names moments as clocks do; what a program reads keeps the nanoseconds.</summary>
public sealed class ReadableTimeTests
{
    private const long Day = 1_704_067_200_000_000_000; // 2024-01-01

    private const string Rules = """
        Decl p(S, X) descr [extensional()] bound [/string, /number].
        #[id("calm")]
        calm(S) :- p(S, _), !<-[0ms, 5ms] p(S, 100).
        #[id("held")]
        held(S) :- p(S, _), [-[0ms, 5ms] p(S, 7).
        #[id("recent")]
        recent(S) :- p(S, _), <-[0ms, 5ms] p(S, 3).
        #[id("quiet")]
        quiet(S) :- p(S, X), X > 1000, ! [-[0ms, 5ms] p(S, 7).
        """;

    [Theory]
    [InlineData("cooling down until 1704067255588087454", "cooling down until 2024-01-01T00:00:55.588087454Z")]
    [InlineData("p(\"T\") throughout 1704067200000000000 to 1704067200005000000", "p(\"T\") throughout 2024-01-01T00:00:00Z to 2024-01-01T00:00:00.005Z")]
    [InlineData("p(1704067255588087454)", "p(1704067255588087454)")]
    [InlineData("since 1000000", "since 1000000")]
    public void Moments_behind_a_word_for_when_are_told_and_values_stay(string words, string told) => Assert.Equal(told, ReadableTime.In(words));

    [Fact]
    public void Proofs_and_why_nots_of_the_past_show_no_nanoseconds_in_any_form_for_people()
    {
        Desk desk = new(Rules);
        IncrementalSession session = new(PlanCompiler.Compile(desk.Program), SessionLimits.Default);
        session.Commit(new EventTime(Day), [FactChange.Assert(new Fact("p", Value.String("T"), Value.Number(3)))]);
        session.Commit(new EventTime(Day + 8_000_000), [FactChange.Assert(new Fact("p", Value.String("T"), Value.Number(7)))]);
        session.Commit(new EventTime(Day + 10_000_000), [FactChange.Retract(new Fact("p", Value.String("T"), Value.Number(3)))]);
        session.Commit(new EventTime(Day + 20_000_001), [FactChange.Retract(new Fact("p", Value.String("T"), Value.Number(7))), FactChange.Assert(new Fact("p", Value.String("T"), Value.Number(9)))]);
        Value?[] symbol = [Value.String("T")];

        Explanation[] shown =
        [
            Explanation.Of(ProofBuilder.Explain(session, desk.Program, Assert.Single(session.FactsOf("calm")))),
            .. new[] { "held", "recent", "quiet" }.Select(name => Explanation.Of(WhyNot.OfFact(session, desk.Program, new FactPattern(desk.Program.Predicates.Single(p => p.Name == name), [.. symbol])))),
        ];

        Assert.All(shown, static one =>
        {
            Assert.All([one.ToText(), one.ToMermaid(), one.ToHtml()], static text => Assert.DoesNotMatch("[0-9]{18}", text));
            Assert.Contains("2024-01-01T00:00:00.0", one.ToText(), StringComparison.Ordinal);
            Assert.Contains("17040672000", System.Text.Encoding.UTF8.GetString(one.ToJson()), StringComparison.Ordinal);
        });
    }
}

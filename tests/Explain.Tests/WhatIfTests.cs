using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>What-ifs against programs whose differences are known.</summary>
public sealed class WhatIfTests
{
    [Fact]
    public void A_parameter_shows_in_decisions_candidates_facts_and_proofs()
    {
        Desk before = new(Desk.Trading), after = new(Desk.Trading);
        after.Session.SetParam("min_edge", Value.Float64(5));
        after.Session.Commit(EventTime.Zero, []);

        WhatIfReport report = Compare(before, after);

        DecisionDifference gone = Assert.Single(report.Decisions);
        Assert.Equal((DifferenceKind.Removed, "arb.enter"), (gone.Kind, gone.BeforeRule));
        Assert.Contains(report.Candidates, static c => c is { RuleId: "arb.small", After: null });
        Assert.Contains(report.Facts, static f => f.Kind == DifferenceKind.Removed && f.Before!.StartsWith("arb_edge(", StringComparison.Ordinal));
        Assert.All(report.Facts, f => Assert.True(f.BeforeNode is null || report.Before.Contains(f.BeforeNode)));
    }

    [Fact]
    public void A_value_that_moves_is_one_change_and_what_rests_on_it_is_proved_otherwise()
    {
        Desk before = new("v(S, X) :- w(S, X).\nok(S) :- v(S, X), X > 1.\nw(\"T\", 5).\n"), after = new("v(S, X) :- w(S, X).\nok(S) :- v(S, X), X > 1.\nw(\"T\", 5).\n");
        after.Session.Commit(EventTime.Zero, [FactChange.Retract(new Fact("w", Value.String("T"), Value.Number(5))), FactChange.Assert(new Fact("w", Value.String("T"), Value.Number(6)))]);

        WhatIfReport report = WhatIf.Compare(new(before.Session, before.Program, []), new(after.Session, after.Program, []), ["+ w"]);

        Assert.Equal([(DifferenceKind.Proof, "ok(\"T\")"), (DifferenceKind.Changed, "v(\"T\", 6)")], report.Facts.Select(static f => (f.Kind, f.After!)));
        Assert.Equal("v(\"T\", 5)", report.Facts[1].Before);
    }

    [Fact]
    public void Equal_states_do_not_differ() => Assert.True(Compare(new Desk(Desk.Trading), new Desk(Desk.Trading)).IsEmpty);

    private static WhatIfReport Compare(Desk before, Desk after) => WhatIf.Compare(
        new(before.Session, before.Program, [before.Decide()]), new(after.Session, after.Program, [after.Decide()]), ["param min_edge = 5.0"]);
}

using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>Edits of the shipped scalping pack: those that change no row are proved to change none, those that do are shown by facts on which the engine that runs live derives other rows.</summary>
public sealed class PackVersionTests
{
    private const string Vol = "realised_vol_60s(Venue, Sym, Vol), Vol > scalp_max_vol.\n\n/// The venues";
    private const string Disagree = "#[id(\"scalp.disagree\")]\nveto(Sym, /disagreement) :- scalp_lean(_, Sym, /long, _), scalp_lean(_, Sym, /short, _).\n";
    private const string HeldRule = "scalp_held(Sym) :- position(Sym, Qty), Qty != 0.";
    private const string Drop = "Drop <= scalp_max_drop,";
    private const string LongSize = "quote(Venue, Sym, _, Ask, _, _), Size = scalp_order_value / Ask.";

    private static readonly string _text = File.ReadAllText(Checkout.PathOf("rules", "scalping", "scalping.rules"));

    private static readonly BoundProgram _before = Rules.Program(_text);

    [Theory]
    [InlineData("a comparison turned round", "veto", Vol, "realised_vol_60s(Venue, Sym, Vol), scalp_max_vol < Vol.\n\n/// The venues")]
    [InlineData("a variable renamed", "veto", Vol, "realised_vol_60s(Venue, Sym, Sigma), Sigma > scalp_max_vol.\n\n/// The venues")]
    [InlineData("literals in another order", "veto", Vol, "Vol > scalp_max_vol, realised_vol_60s(Venue, Sym, Vol).\n\n/// The venues")]
    [InlineData("two literals that look alike in another order", "veto", "scalp_lean(_, Sym, /long, _), scalp_lean(_, Sym, /short, _).", "scalp_lean(_, Sym, /short, _), scalp_lean(_, Sym, /long, _).")]
    [InlineData("a rule at another place", "veto", HeldRule, HeldRule + "\nveto(Sym, /disagreement) :- scalp_lean(_, Sym, /long, _), scalp_lean(_, Sym, /short, _).", Disagree, "")]
    [InlineData("a rule that is written twice", "veto", Disagree, Disagree + "veto(S, /disagreement) :- scalp_lean(_, S, /short, _), scalp_lean(_, S, /long, _).\n")]
    [InlineData("a rule beside it that says less", "veto", Disagree, Disagree + "veto(S, /disagreement) :- scalp_lean(V, S, /long, _), scalp_lean(_, S, /short, _), feed(V, S, /live).\n")]
    [InlineData("a rule split in two", "veto", Vol, "realised_vol_60s(Venue, Sym, Vol), Vol > scalp_max_vol, Vol <= 1.0.\nveto(Sym, /volatile) :- propose(Sym, Action, _, _), :match_field(Action, /venue, Venue), realised_vol_60s(Venue, Sym, Vol), Vol > scalp_max_vol, Vol > 1.0.\n\n/// The venues")]
    [InlineData("a rule between", "veto", Vol, "turbulent(Venue, Sym).\nturbulent(Venue, Sym) :- realised_vol_60s(Venue, Sym, Vol), Vol > scalp_max_vol.\n\n/// The venues")]
    [InlineData("a param that became a number", "veto", Vol, "realised_vol_60s(Venue, Sym, Vol), Vol > 30bps.\n\n/// The venues")]
    [InlineData("a param renamed", "veto", "scalp_max_vol", "scalp_vol_limit")]
    [InlineData("what is read split in two", "scalp_held", HeldRule, "scalp_held(Sym) :- position(Sym, Qty), Qty > 0.\nscalp_held(Sym) :- position(Sym, Qty), Qty < 0.")]
    [InlineData("what is read split in two, seen through a denial", "scalp_ready", HeldRule, "scalp_held(Sym) :- position(Sym, Qty), Qty > 0.\nscalp_held(Sym) :- position(Sym, Qty), Qty < 0.")]
    [InlineData("what is read split in two, seen from far", "propose", HeldRule, "scalp_held(Sym) :- position(Sym, Qty), Qty > 0.\nscalp_held(Sym) :- position(Sym, Qty), Qty < 0.")]
    [InlineData("a predicate renamed", "propose", "scalp_held", "scalp_in_hand")]
    [InlineData("a literal that follows from another", "scalp_ready", Drop, Drop + " Drop <= 1000bps,")]
    [InlineData("a sign turned round", "scalp_lean", "Move < -scalp_momentum", "-Move > scalp_momentum")]
    [InlineData("arguments of the smaller of two", "scalp_lean", "Confidence = min2(Book, Flow).", "Confidence = min2(Flow, Book).")]
    [InlineData("a divisor that is not 0 anyway", "propose", LongSize, "quote(Venue, Sym, _, Ask, _, _), Ask != 0, Size = scalp_order_value / Ask.")]
    [InlineData("another priority and class", "propose", "class(/entry), priority(20)]\npropose(Sym, {/kind: /long", "class(/signal), priority(7)]\npropose(Sym, {/kind: /long")]
    [InlineData("what the rules that are read exclude anyway", "propose", "exposed(Venue, Sym, Qty, _), Qty > 0, scalp_lean", "exposed(Venue, Sym, Qty, _), Qty >= 0, scalp_lean")]
    [InlineData("all of it together", "veto", Vol, "realised_vol_60s(Venue, Sym, Sigma), 30bps < Sigma.\n\n/// The venues", HeldRule, "scalp_held(Sym) :- position(Sym, Qty), Qty > 0.\nscalp_held(Sym) :- position(Sym, Qty), Qty < 0.")]
    public void An_edit_that_changes_no_row_is_proved_to_change_none(string what, string predicate, string old, string by, string? other = null, string otherBy = "")
    {
        BoundProgram after = Rules.Program(Edited(_text, [(old, by), (other, otherBy)]));

        PredicateComparison answer = PredicateComparer.Compare(_before, after, predicate, VerifyOptions.Default);

        Assert.True(answer.Relation == PredicateRelation.Equivalent, Describe(what, answer));
        Assert.Equal(PredicateRelation.Equivalent, PredicateComparer.Compare(after, _before, predicate, VerifyOptions.Default).Relation);
    }

    [Theory]
    [InlineData("propose")]
    [InlineData("veto")]
    [InlineData("scalp_lean")]
    public void A_rule_that_moved_to_another_file_changes_nothing(string predicate)
    {
        SyntaxTree[] files = [SyntaxTree.Parse("a.rules", Edited(_text, [(Disagree, "")])), SyntaxTree.Parse("b.rules", "Use decisions!\n" + Disagree)];

        PredicateComparison answer = PredicateComparer.Compare(_before, Rules.Program(files), predicate, VerifyOptions.Default);

        Assert.True(answer.Relation == PredicateRelation.Equivalent, Describe(predicate, answer));
    }

    [Theory]
    [InlineData("a threshold included", "veto", Vol, "realised_vol_60s(Venue, Sym, Vol), Vol >= scalp_max_vol.\n\n/// The venues")]
    [InlineData("a comparison the other way", "veto", Vol, "realised_vol_60s(Venue, Sym, Vol), Vol < scalp_max_vol.\n\n/// The venues")]
    [InlineData("a literal that is gone", "veto", Vol, "realised_vol_60s(Venue, Sym, _), 0.0 < scalp_max_vol.\n\n/// The venues")]
    [InlineData("a param's value", "veto", "scalp_max_vol = 30bps", "scalp_max_vol = 31bps")]
    [InlineData("a rule that is gone", "veto", Disagree, "")]
    [InlineData("one side twice", "veto", "scalp_lean(_, Sym, /long, _), scalp_lean(_, Sym, /short, _).", "scalp_lean(_, Sym, /long, _), scalp_lean(_, Sym, /long, _).")]
    [InlineData("another reason", "veto", "veto(Sym, /disagreement)", "veto(Sym, /disagreed)")]
    [InlineData("one rule more", "veto", Disagree, Disagree + "veto(Sym, /nothing) :- propose(Sym, _, _, _), inverse(/binance_cm).\n")]
    [InlineData("one side of a disjunction", "scalp_held", HeldRule, "scalp_held(Sym) :- position(Sym, Qty), Qty > 0.")]
    [InlineData("one side of a disjunction behind a denial", "scalp_ready", HeldRule, "scalp_held(Sym) :- position(Sym, Qty), Qty > 0.")]
    [InlineData("an edge left out", "scalp_ready", Drop, "Drop < scalp_max_drop,")]
    [InlineData("a denial dropped", "scalp_ready", "!scalp_held(Sym), ", "")]
    [InlineData("another denial dropped", "scalp_ready", ", !inverse(Venue).", ".")]
    [InlineData("a guard of shorts dropped", "propose", "scalp_ready(Venue, Sym), can_short(Venue),", "scalp_ready(Venue, Sym),")]
    [InlineData("the wrong side of a quote", "propose", LongSize, "quote(Venue, Sym, Ask, _, _, _), Size = scalp_order_value / Ask.")]
    [InlineData("the wrong kind", "propose", "propose(Sym, {/kind: /long, /venue: Venue}", "propose(Sym, {/kind: /short, /venue: Venue}")]
    [InlineData("the larger of two", "scalp_lean", "Confidence = min2(Book, Flow).", "Confidence = max2(Book, Flow).")]
    [InlineData("a sign forgotten", "scalp_lean", "Move < -scalp_momentum", "Move < scalp_momentum")]
    public void An_edit_that_changes_a_row_is_shown_by_facts(string what, string predicate, string old, string by)
    {
        BoundProgram after = Rules.Program(Edited(_text, [(old, by)]));

        PredicateComparison answer = PredicateComparer.Compare(_before, after, predicate, VerifyOptions.Default);

        Assert.True(answer.Relation == PredicateRelation.Different, Describe(what, answer));
        HashSet<Fact> rows = Derived(_before, answer.State!, predicate), others = Derived(after, answer.State!, predicate);
        Assert.NotEmpty(answer.OnlyBefore.AddRange(answer.OnlyAfter));
        Assert.Equal(rows.Except(others).Order(), answer.OnlyBefore);
        Assert.Equal(others.Except(rows).Order(), answer.OnlyAfter);
    }

    /// <summary>The comparison itself asks the reference evaluator; here the incremental engine is asked.</summary>
    private static HashSet<Fact> Derived(BoundProgram program, GivenState state, string predicate) =>
        [.. RuleSession.Start(program, RuleEngineKind.Incremental, SessionLimits.Default, state.Facts).Session.FactsOf(predicate)];

    private static string Edited(string text, IEnumerable<(string? Old, string By)> edits)
    {
        foreach ((string? old, string by) in edits.Where(static e => e.Old is not null))
        {
            Assert.Contains(old!, text, StringComparison.Ordinal);
            text = text.Replace(old!, by, StringComparison.Ordinal);
        }

        return text;
    }

    private static string Describe(string what, PredicateComparison answer) =>
        $"{what}: {answer.Relation} {string.Join(", ", answer.State?.Facts ?? [])} | {string.Join(", ", answer.OnlyBefore)} | {string.Join(", ", answer.OnlyAfter)} {string.Join("; ", answer.Reasons)}";
}

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>The catalogue of reload edge cases: rules before and after. Each is switched forth and back and compared with builds from scratch (<see cref="ReloadCatalogueTests"/>).</summary>
internal static class ReloadCatalogue
{
    /// <summary>Name to the two versions.</summary>
    public static SortedDictionary<string, (string Before, string After)> All { get; } = new(StringComparer.Ordinal)
    {
        ["a_comment_changes_nothing_of_what_follows"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            // nothing
            other(1).
            """),
        ["a_rule_is_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            #[id("spot"), class(/entry), priority(20)]
            propose(Sym, {/kind: /long, /venue: /binance_spot}, 0.25, 1.0) :- high(_, Sym, Bid), Bid > 100.3.
            """),
        ["a_rule_is_renamed"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy.renamed"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """),
        ["a_rule_of_no_decision_is_renamed"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            #[id("h1")]
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            #[id("h2")]
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """),
        ["a_threshold_is_raised"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.4.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """),
        ["a_threshold_is_lowered"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > 99.6.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """),
        ["the_default_of_a_parameter_changes"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.3 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """),
        ["a_parameter_is_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param more = 0.2 in [0.0, 1.0].
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least + more.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """),
        ["a_parameter_is_renamed"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param floor_price = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > floor_price.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """),
        ["the_range_of_a_parameter_changes"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [50.0, 500.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """),
        ["a_predicate_is_renamed"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            tall(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- tall(Venue, Sym, _).
            """),
        ["a_column_is_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid, Ask) :- quote(Venue, Sym, Bid, Ask, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _, _).
            """),
        ["a_column_goes"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym).
            """),
        ["columns_change_their_order"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Sym, Bid, Venue) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Sym, _, Venue).
            """),
        ["a_predicate_is_retyped"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            mark(Sym, 1) :- high(_, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            mark(Sym, "one") :- high(_, Sym, _).
            """),
        ["a_negation_is_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), !dear(Sym).
            dear(Sym) :- quote(_, Sym, Bid, _, _, _), Bid > 100.5.
            """),
        ["a_veto_is_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            #[id("v")]
            veto(Sym, /dear) :- quote(_, Sym, Bid, _, _, _), Bid > 100.5.
            """),
        ["a_cap_is_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            cap(Sym, 0.2) :- quote(_, Sym, Bid, _, _, _), Bid > 100.2.
            """),
        ["an_aggregate_is_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), venues(Sym, N), N >= 2.
            venues(Sym, N) :- high(Venue, Sym, _) |> do fn:group_by(Sym), let N = fn:count().
            """),
        ["an_aggregate_becomes_another"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            best(Sym, P) :- high(_, Sym, Bid) |> do fn:group_by(Sym), let P = fn:max(Bid).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            best(Sym, P) :- high(_, Sym, Bid) |> do fn:group_by(Sym), let P = fn:min(Bid).
            """),
        ["a_rule_becomes_recursive"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            reach(V, W) :- quote(V, S, _, _, _, _), quote(W, S, _, _, _, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            reach(V, W) :- quote(V, S, _, _, _, _), quote(W, S, _, _, _, _).
            reach(V, W) :- reach(V, U), reach(U, W).
            """),
        ["the_class_of_a_rule_changes"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/exit), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """),
        ["the_priority_of_a_rule_changes"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            #[id("sell"), class(/entry), priority(5)]
            propose(Sym, {/kind: /short, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), can_short(Venue).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            #[id("sell"), class(/entry), priority(50)]
            propose(Sym, {/kind: /short, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), can_short(Venue).
            """),
        ["the_action_of_a_rule_changes"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: /binance_spot}, 0.5, 1.0) :- high(Venue, Sym, _).
            """),
        ["the_size_of_a_rule_changes"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.25, 1.0) :- high(Venue, Sym, _).
            """),
        ["a_fact_is_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), listed(Venue).
            listed(/binance_spot).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), listed(Venue).
            listed(/binance_spot).
            listed(/binance_usdm).
            """),
        ["a_fact_goes"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), listed(Venue).
            listed(/binance_spot).
            listed(/binance_usdm).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), listed(Venue).
            listed(/binance_usdm).
            """),
        ["a_window_is_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), seen(Sym, N), N >= 3.
            seen(Sym, N) :- quote(_, Sym, Bid, _, _, _) over [0s, 1s] |> do fn:group_by(Sym), let N = fn:count().
            """),
        ["a_window_is_lengthened"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), seen(Sym, N), N >= 3.
            seen(Sym, N) :- quote(_, Sym, Bid, _, _, _) over [0s, 500ms] |> do fn:group_by(Sym), let N = fn:count().
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), seen(Sym, N), N >= 3.
            seen(Sym, N) :- quote(_, Sym, Bid, _, _, _) over [0s, 2s] |> do fn:group_by(Sym), let N = fn:count().
            """),
        ["a_window_is_shortened"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), seen(Sym, N), N >= 3.
            seen(Sym, N) :- quote(_, Sym, Bid, _, _, _) over [0s, 2s] |> do fn:group_by(Sym), let N = fn:count().
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), seen(Sym, N), N >= 3.
            seen(Sym, N) :- quote(_, Sym, Bid, _, _, _) over [0s, 500ms] |> do fn:group_by(Sym), let N = fn:count().
            """),
        ["a_window_of_rows_is_lengthened"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), seen(Sym, N), N >= 3.
            seen(Sym, N) :- quote(_, Sym, Bid, _, _, _) over rows 3 |> do fn:group_by(Sym), let N = fn:count().
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), seen(Sym, N), N >= 3.
            seen(Sym, N) :- quote(_, Sym, Bid, _, _, _) over rows 8 |> do fn:group_by(Sym), let N = fn:count().
            """),
        ["a_window_becomes_one_of_rows"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), seen(Sym, N), N >= 3.
            seen(Sym, N) :- quote(_, Sym, Bid, _, _, _) over [0s, 1s] |> do fn:group_by(Sym), let N = fn:count().
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), seen(Sym, N), N >= 3.
            seen(Sym, N) :- quote(_, Sym, Bid, _, _, _) over rows 4 |> do fn:group_by(Sym), let N = fn:count().
            """),
        ["a_bucket_is_lengthened"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), bucket(Sym, _, N), N >= 2.
            bucket(Sym, T, N) :- quote(_, Sym, Bid, _, _, _) over tumbling 500ms as T |> do fn:group_by(Sym, T), let N = fn:count().
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), bucket(Sym, _, N), N >= 2.
            bucket(Sym, T, N) :- quote(_, Sym, Bid, _, _, _) over tumbling 1s as T |> do fn:group_by(Sym, T), let N = fn:count().
            """),
        ["a_held_condition_is_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), [-[0ms, 200ms] strong(Venue, Sym).
            strong(Venue, Sym) :- high(Venue, Sym, _).
            """),
        ["a_held_condition_is_lengthened"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), [-[0ms, 100ms] strong(Venue, Sym).
            strong(Venue, Sym) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), [-[0ms, 400ms] strong(Venue, Sym).
            strong(Venue, Sym) :- high(Venue, Sym, _).
            """),
        ["a_held_condition_is_shortened"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), [-[0ms, 400ms] strong(Venue, Sym).
            strong(Venue, Sym) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), [-[0ms, 100ms] strong(Venue, Sym).
            strong(Venue, Sym) :- high(Venue, Sym, _).
            """),
        ["a_look_back_is_lengthened"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), <-[0ms, 300ms] low(Sym).
            low(Sym) :- quote(_, Sym, Bid, _, _, _), Bid < 99.8.
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), <-[0ms, 1s] low(Sym).
            low(Sym) :- quote(_, Sym, Bid, _, _, _), Bid < 99.8.
            """),
        ["a_hysteresis_is_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            strong(Venue, Sym) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.2.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- strong(Venue, Sym).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            #[id("hy"), hysteresis(enter: 100.2, exit: 99.8)]
            strong(Venue, Sym) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.2.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- strong(Venue, Sym).
            """),
        ["a_hysteresis_is_widened"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            #[id("hy"), hysteresis(enter: 100.2, exit: 100.0)]
            strong(Venue, Sym) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.2.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- strong(Venue, Sym).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            #[id("hy"), hysteresis(enter: 100.2, exit: 99.6)]
            strong(Venue, Sym) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.2.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- strong(Venue, Sym).
            """),
        ["stored_rows_stay_when_another_rule_changes"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), armed(Sym).
            assert armed(Sym) :- quote(_, Sym, Bid, _, _, _), Bid > 100.1.
            retract armed(Sym) :- armed(Sym), quote(_, Sym, Bid, _, _, _), Bid < 99.7.
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > 100.2.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), armed(Sym).
            assert armed(Sym) :- quote(_, Sym, Bid, _, _, _), Bid > 100.1.
            retract armed(Sym) :- armed(Sym), quote(_, Sym, Bid, _, _, _), Bid < 99.7.
            """),
        ["a_rule_that_stores_changes"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), armed(Sym).
            assert armed(Sym) :- quote(_, Sym, Bid, _, _, _), Bid > 100.1.
            retract armed(Sym) :- armed(Sym), quote(_, Sym, Bid, _, _, _), Bid < 99.7.
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), armed(Sym).
            assert armed(Sym) :- quote(_, Sym, Bid, _, _, _), Bid > 100.4.
            retract armed(Sym) :- armed(Sym), quote(_, Sym, Bid, _, _, _), Bid < 99.7.
            """),
        ["a_rule_that_stores_is_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), armed(Sym).
            assert armed(Sym) :- quote(_, Sym, Bid, _, _, _), Bid > 100.1.
            retract armed(Sym) :- armed(Sym), quote(_, Sym, Bid, _, _, _), Bid < 99.7.
            """),
        ["another_supplied_predicate_is_read"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), price(_, Sym, P), P > 0.0.
            """),
        ["a_supplied_predicate_is_read_no_more"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), price(_, Sym, P), P > 0.0.
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """),
        ["positions_are_read"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _), position(Sym, Q), Q < 5.0.
            """),
        ["everything_is_replaced"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            #[id("other"), class(/entry), priority(1)]
            propose(Sym, {/kind: /long, /venue: /binance_spot}, 0.1, 1.0) :- price(/binance_spot, Sym, P), P > 100.0.
            """),
        ["nothing_is_left"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            """),
        ["certainties_are_added"] = (
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 1.0) :- high(Venue, Sym, _).
            """,
            """
            Use decisions!
            param least = 100.0 in [0.0, 5000.0].
            high(Venue, Sym, Bid) :- quote(Venue, Sym, Bid, _, _, _), Bid > least.
            #[id("buy"), class(/entry), priority(10)]
            propose(Sym, {/kind: /long, /venue: Venue}, 0.5, 0.7) :- high(Venue, Sym, _).
            """),
    };
}

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>A seeded fault: the first occurrence of a text in a shipped file is replaced, and a promise that is thereby broken.</summary>
/// <param name="File"><c>lib</c> for the shared guards (seen through a small pack of wishes), or the name of a pack.</param>
/// <param name="Old">Occurs in the file.</param>
/// <param name="New">Takes its place.</param>
/// <param name="Breaks">The name of an invariant.</param>
public sealed record Mutant(string File, string Old, string New, string Breaks)
{
    private const string Feed = "!feed(Venue, Sym, /live).";
    private const string Halted = "trading_state(_, /halted).";
    private const string Veto = "veto(veto, except: [/exit])";
    private const string Cap = "cap(cap, except: [/exit])";
    private const string Limit = "Limit = max_order_value / Price";
    private const string Room = "Room = max_position_value / Price - abs(Qty)";
    private const string Edge = "Edge > arb_min_edge, ";
    private const string Arb = "{/kind: /arb, /buy: Buy, /sell: Sell}, Size";
    private const string Volatile = "Vol > scalp_max_vol.";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        // ---- Guards dropped ----
        new("lib", "#[id(\"guard.feed\")]\nveto(Sym, /feed) :- touches(Sym, Venue), !feed(Venue, Sym, /live).", "", "entry_while_stale"),
        new("lib", "#[id(\"guard.feed\")]\nveto(Sym, /feed) :- touches(Sym, Venue), !feed(Venue, Sym, /live).", "", "arbitrage_while_stale"),
        new("lib", "#[id(\"guard.feed\")]\nveto(Sym, /feed) :- touches(Sym, Venue), !feed(Venue, Sym, /live).", "", "arbitrage_sold_while_stale"),
        new("lib", "#[id(\"guard.halted\")]\nveto(Sym, /halted) :- propose(Sym, _, _, _), trading_state(_, /halted).", "", "entry_while_halted"),
        new("lib", "touches(Sym, Venue) :- propose(Sym, Action, _, _), :match_field(Action, /venue, Venue).", "", "entry_while_stale"),
        new("lib", "touches(Sym, Venue) :- propose(Sym, Action, _, _), :match_field(Action, /buy, Venue).", "", "arbitrage_while_stale"),
        new("lib", "touches(Sym, Venue) :- propose(Sym, Action, _, _), :match_field(Action, /sell, Venue).", "", "arbitrage_sold_while_stale"),
        new("lib", "dearest(Sym, Price), Limit = max_order_value / Price.", "dearest(Sym, Price), Limit = max_order_value / Price, Price > 1000000.", "order_cap"),
        new("lib", "#[id(\"cap.position\")]\ncap(Sym, Room) :-\n    propose(Sym, _, _, _), position(Sym, Qty), dearest(Sym, Price),\n    Room = max_position_value / Price - abs(Qty).", "", "position_cap"),
        new("scalping", "!scalp_held(Sym), ", "", "scalp_added_to"),
        new("scalping", "#[id(\"scalp.volatile\")]\nveto(Sym, /volatile)", "#[id(\"scalp.volatile\")]\nveto(Sym, /unused) :- propose(Sym, _, _, _), inverse(/nowhere).\nnote(Sym, /volatile)", "scalp_while_volatile"),
        new("arbitrage", Edge, "", "arb_at_a_loss"),

        // ---- Comparisons and conditions turned round or loosened ----
        new("lib", Feed, "feed(Venue, Sym, /stale).", "entry_while_stale"),
        new("lib", Feed, "!feed(Venue, Sym, _).", "entry_while_stale"),
        new("lib", Feed, "!feed(Venue, _, /live).", "entry_while_stale"),
        new("lib", Feed, "!feed(_, Sym, /live).", "entry_while_stale"),
        new("lib", Feed, "!feed(Venue, Sym, /stale).", "entry_while_stale"),
        new("lib", Feed, "feed(Venue, Sym, /live).", "entry_while_stale"),
        new("lib", Feed, "feed(Venue, Sym, /down).", "arbitrage_while_stale"),
        new("lib", Feed, "!feed(Venue, Sym, _).", "arbitrage_sold_while_stale"),
        new("lib", Halted, "trading_state(_, /reducing).", "entry_while_halted"),
        new("lib", Halted, "trading_state(/all, /halted).", "entry_while_halted"),
        new("lib", Halted, "!trading_state(_, /halted).", "entry_while_halted"),
        new("lib", Halted, "trading_state(_, /halted), trading_state(_, /reducing).", "entry_while_halted"),
        new("lib", Halted, "trading_state(_, /active).", "entry_while_halted"),
        new("scalping", "Qty != 0.", "Qty > 0.", "scalp_added_to"),
        new("scalping", "Qty != 0.", "Qty < 0.", "scalp_added_to"),
        new("scalping", "Qty != 0.", "Qty = 0.", "scalp_added_to"),
        new("scalping", "Qty != 0.", "Qty > 1.", "scalp_added_to"),
        new("scalping", Volatile, "Vol < scalp_max_vol.", "scalp_while_volatile"),
        new("scalping", Volatile, "Vol > 2.0 * scalp_max_vol.", "scalp_while_volatile"),
        new("scalping", Volatile, "Vol > 1.0.", "scalp_while_volatile"),
        new("arbitrage", Edge, "Edge < arb_min_edge, ", "arb_at_a_loss"),
        new("arbitrage", Edge, "Edge > -arb_min_edge, ", "arb_at_a_loss"),

        // ---- Sides and fields swapped ----
        new("lib", ":match_field(Action, /buy, Venue).", ":match_field(Action, /venue, Venue).", "arbitrage_while_stale"),
        new("lib", ":match_field(Action, /sell, Venue).", ":match_field(Action, /buy, Venue).", "arbitrage_sold_while_stale"),
        new("lib", ":match_field(Action, /venue, Venue).", ":match_field(Action, /buy, Venue).", "entry_while_stale"),
        new("lib", "propose(Sym, _, _, _), position(Sym, Qty), dearest", "propose(Sym, _, _, _), holding(_, Sym, Qty, _), dearest", "position_cap"),
        new("scalping", ":match_field(Action, /venue, Venue),", ":match_field(Action, /buy, Venue),", "scalp_while_volatile"),
        new("arbitrage", Arb, "{/kind: /arb, /buy: Sell, /sell: Buy}, Size", "arb_at_a_loss"),
        new("arbitrage", "(Bid - Ask) / Ask - BuyFee", "(Ask - Bid) / Ask - BuyFee", "arb_at_a_loss"),
        new("arbitrage", "quote(Sell, Sym, Bid, _, BidQty, _), Buy", "quote(Sell, Sym, _, Bid, BidQty, _), Buy", "arb_at_a_loss"),

        // ---- Limits wrong ----
        new("lib", Limit, "Limit = max_order_value * Price", "order_cap"),
        new("lib", Limit, "Limit = max_order_value / Price + 1", "order_cap"),
        new("lib", Limit, "Limit = max_position_value / Price + 0 * max_order_value", "order_cap"),
        new("lib", Limit, "Limit = max_order_value / Price * 2", "order_cap"),
        new("lib", Limit, "Limit = Price + 0 * max_order_value", "order_cap"),
        new("lib", Limit, "Limit = max_order_value - Price", "order_cap"),
        new("lib", Room, "Room = max_position_value / Price + abs(Qty)", "position_cap"),
        new("lib", Room, "Room = max_position_value / Price - Qty", "position_cap"),
        new("lib", Room, "Room = max_position_value / Price", "position_cap"),
        new("lib", Room, "Room = 2 * max_position_value / Price - abs(Qty)", "position_cap"),
        new("lib", Room, "Room = max_position_value / Price - abs(Qty) / 2", "position_cap"),
        new("lib", Room, "Room = max_position_value / Price - min2(abs(Qty), 1)", "position_cap"),
        new("lib", Room, "Qty > 0, Room = max_position_value / Price - Qty", "position_cap"),
        new("arbitrage", "param arb_min_edge = 20bps in [0bps, 500bps].", "param arb_min_edge = -200bps in [-500bps, 500bps].", "arb_at_a_loss"),

        // ---- Decisions: exceptions and classes ----
        new("lib", Veto, "veto(veto, except: [/exit, /entry])", "entry_while_halted"),
        new("lib", Veto, "veto(veto, except: [/exit, /entry])", "entry_while_stale"),
        new("lib", Veto, "veto(veto)", "exits_never_blocked"),
        new("lib", Cap, "cap(cap)", "exits_never_blocked"),
        new("lib", Cap, "cap(cap, except: [/exit, /entry])", "position_cap"),
        new("lib", Cap, "cap(cap, except: [/exit, /entry])", "order_cap"),
        new("lib", "classes([/exit, /entry, /signal])", "classes([/entry, /exit, /signal])", "exits_never_blocked"),
        new("lib", "#[id(\"exit.crash\"), class(/exit),", "#[id(\"exit.crash\"), class(/entry),", "exits_never_blocked"),
        new("lib", "#[id(\"exit.stop_long\"), class(/exit),", "#[id(\"exit.stop_long\"), class(/entry),", "exits_never_blocked"),
        new("lib", "#[id(\"exit.stop_short\"), class(/exit),", "#[id(\"exit.stop_short\"), class(/entry),", "exits_never_blocked"),
        new("lib", "#[id(\"exit.profit_long\"), class(/exit),", "#[id(\"exit.profit_long\"), class(/signal),", "exits_never_blocked"),
        new("lib", "#[id(\"exit.profit_short\"), class(/exit),", "#[id(\"exit.profit_short\"), class(/signal),", "exits_never_blocked"),
        new("scalping", "#[id(\"scalp.long\"), class(/entry),", "#[id(\"scalp.long\"), class(/exit),", "entry_while_halted"),
        new("scalping", "#[id(\"scalp.short\"), class(/entry),", "#[id(\"scalp.short\"), class(/exit),", "scalp_while_volatile"),
        new("arbitrage", "#[id(\"arb.enter\"), class(/entry),", "#[id(\"arb.enter\"), class(/exit),", "entry_while_halted"),
        new("arbitrage", "#[id(\"arb.enter\"), class(/entry),", "#[id(\"arb.enter\"), class(/exit),", "order_cap"),
        new("restated", "#[id(\"signal.long\"), class(/signal),", "#[id(\"signal.long\"), class(/exit),", "entry_while_halted"),
        new("restated", "#[id(\"signal.short\"), class(/signal),", "#[id(\"signal.short\"), class(/exit),", "entry_while_halted"),
        new("restated", "#[id(\"restated.arbitrage\"), class(/entry),", "#[id(\"restated.arbitrage\"), class(/exit),", "entry_while_halted"),
        new("models", "#[id(\"model.long\"), class(/entry),", "#[id(\"model.long\"), class(/exit),", "entry_while_halted"),
        new("models", "#[id(\"model.short\"), class(/entry),", "#[id(\"model.short\"), class(/exit),", "entry_while_halted"),
        new("models", "#[id(\"model.turn_long\"), class(/exit),", "#[id(\"model.turn_long\"), class(/entry),", "exits_never_blocked"),

        // ---- The founding rules, which derive and do not decide ----
        new("founding", "PriceDiff > 0.001.", "PriceDiff > 0.0001.", "arbitrage_difference"),
        new("founding", "PriceDiff = Price2 - Price1", "PriceDiff = Price2 + Price1", "arbitrage_difference"),
        new("founding", "Price1 < Price2,\n    PriceDiff = Price2 - Price1", "PriceDiff = abs(Price2 - Price1)", "arbitrage_both_ways"),
        new("founding", "Price1 < Price2,\n    PriceDiff = Price2 - Price1", "PriceDiff = Price2", "arbitrage_with_itself"),
        new("founding", "Pos1 > 0", "Pos1 != 0", "correlation_risk_is_long"),
        new("founding", "Pos2 > 0", "Pos2 >= 0", "correlation_risk_is_long"),
        new("founding", "signal(Strategy2, Symbol, \"SELL\", Conf2)", "signal(Strategy2, Symbol, \"BUY\", Conf2)", "conflict_with_itself"),
    ];
}

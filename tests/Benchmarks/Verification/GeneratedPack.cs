using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Writes a pack of many strategies over the shared guards: of each its evidence, a band of readiness, a proposal, a veto, and a cap or a second veto.</summary>
internal static class GeneratedPack
{
    private const int RulesEach = 5;

    /// <param name="rules">How many rules beside the shared ones; rounded up to whole strategies.</param>
    /// <param name="caps">How many of them are caps, spread evenly; at most one a strategy.</param>
    public static string Text(int rules, int caps)
    {
        StringBuilder text = new("Use decisions!\nUse venues!\nheld(Sym) :- position(Sym, Qty), Qty != 0.\n");
        int strategies = StrategiesOf(rules);
        for (int i = 0; i < strategies; i++)
        {
            Strategy(text, i, hasCap: (i + 1) * caps / strategies > i * caps / strategies);
        }

        return text.ToString();
    }

    /// <summary>How many strategies that many rules are.</summary>
    public static int StrategiesOf(int rules) => (rules + RulesEach - 1) / RulesEach;

    private static void Strategy(StringBuilder text, int i, bool hasCap)
    {
        (string side, string sign, string price) = i % 2 == 0 ? ("/long", "", "Ask") : ("/short", "-", "Bid");
        string quote = i % 2 == 0 ? "quote(Venue, Sym, _, Ask, _, _)" : "quote(Venue, Sym, Bid, _, _, _), can_short(Venue), Bid > 0";
        text.Append(CultureInfo.InvariantCulture, $$"""
            param band_{{i}} = 0.{{10 + i}} in [0.0, 1.0].
            param vol_{{i}} = {{20 + i}}bps in [1bps, 1000bps].
            param value_{{i}} = {{100 + (10 * i)}}.0 in [1.0, 100000.0].
            evidence_{{i}}(Venue, Sym, Confidence) :-
                book_imbalance_1(Venue, Sym, Book), Confidence = {{sign}}Book, Confidence > band_{{i}},
                spread_bps(Venue, Sym, Bps), Bps < {{3 + (i % 3)}}.0.
            ready_{{i}}(Venue, Sym) :-
                feed(Venue, Sym, /live), price_drop_10s(Venue, Sym, Drop), Drop <= 0.00{{20 + i}}, !held(Sym), !inverse(Venue).
            #[id("s{{i}}.enter"), class(/entry), priority({{i + 1}})]
            propose(Sym, {/kind: {{side}}, /venue: Venue}, Size, Confidence) :-
                evidence_{{i}}(Venue, Sym, Confidence), ready_{{i}}(Venue, Sym), {{quote}}, Size = value_{{i}} / {{price}}.
            #[id("s{{i}}.volatile")]
            veto(Sym, /volatile_{{i}}) :-
                propose(Sym, Action, _, _), :match_field(Action, /venue, Venue), realised_vol_60s(Venue, Sym, Vol), Vol > vol_{{i}}.
            {{Limit(i, hasCap)}}

            """);
    }

    private static string Limit(int i, bool isCap) => (isCap
        ? (FormattableString)$"#[id(\"s{i}.cap\")]\ncap(Sym, Limit) :- propose(Sym, _, _, _), dearest(Sym, Price), Limit = {2000 + (100 * i)}.0 / Price."
        : (FormattableString)$"#[id(\"s{i}.toxic\")]\nveto(Sym, /toxic_{i}) :- propose(Sym, Action, _, _), :match_field(Action, /venue, Venue), flow_toxicity_60s(Venue, Sym, Share), Share > 0.{50 + i}.").ToString(CultureInfo.InvariantCulture);
}

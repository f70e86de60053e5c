using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>What the shared guards promise is proved of any number of rules by as many questions as of a few; what one of them breaks is refuted all the same.</summary>
public sealed class ManyRulesTests
{
    private const string Shared = """
        Decl quote(S, Bid, Ask) descr [extensional(), key([S])] bound [/string, /dec8, /dec8].
        Decl held(S, Q) descr [extensional(), key([S])] bound [/string, /dec8].
        Decl halted(S) descr [extensional()] bound [/string].
        Decl score(S, N, C) descr [extensional(), key([S, N])] bound [/string, /number, /float64].
        Decl propose(S, A, Q, C) bound [/string, .Struct</kind: /name>, /dec8, /float64].
        Decl veto(S, R) bound [/string, /name].
        Decl cap(S, L) bound [/string, /dec8].
        decide decision(S, A, Q) from propose [key([S]), veto(veto, except: [/exit]), cap(cap, except: [/exit]), classes([/exit, /entry])].
        veto(S, /halted) :- propose(S, _, _, _), halted(S).
        veto(S, /dust) :- propose(S, _, _, _), quote(S, _, Ask), Ask < 0.001.
        cap(S, L) :- propose(S, _, _, _), quote(S, _, Ask), Ask > 0, L = 1000.0 / Ask.
        cap(S, L) :- propose(S, _, _, _), quote(S, _, Ask), Ask > 0, held(S, Q), L = 5000.0 / Ask - abs(Q).
        never while_halted: decision(S, {/kind: /long}, _), halted(S).
        invariant order_cap: decision(S, {/kind: /long}, Q), quote(S, _, Ask), Ask > 0 => Q <= 1000.0 / Ask.
        invariant position_cap: decision(S, {/kind: /long}, Q), quote(S, _, Ask), Ask > 0, held(S, H), Held = abs(H) => Held + Q <= 5000.0 / Ask.
        never while_weak: decision(S, {/kind: /long}, _), quote(S, Bid, _), Bid <= 0.

        """;

    [Theory]
    [InlineData("while_halted")]
    [InlineData("order_cap")]
    [InlineData("position_cap")]
    public void A_promise_of_the_guards_takes_as_many_questions_for_sixty_rules_as_for_six(string promise)
    {
        Verdict few = Rules.Verify(Shared + Strategies(6, caps: 2), promise), many = Rules.Verify(Shared + Strategies(60, caps: 2), promise);

        Rules.Proved(few);
        Rules.Proved(many);
        Assert.Equal(few.Rounds, many.Rounds);
        Assert.InRange(many.Rounds, 1, 16);
    }

    [Fact]
    public void Thirty_caps_do_not_multiply_with_the_rules_that_propose()
    {
        Verdict verdict = Rules.Verify(Shared + Strategies(60, caps: 30), "position_cap");

        Rules.Proved(verdict);
        Assert.InRange(verdict.Rounds, 1, 16);
    }

    [Fact]
    public void What_every_rule_keeps_by_itself_is_proved_rule_by_rule() => Rules.Proved(Rules.Verify(Shared + Strategies(12, caps: 0), "while_weak"));

    /// <summary>One rule of another class, or without the literal that the others have.</summary>
    [Theory]
    [InlineData("while_halted", "#[class(/exit)] propose(S, {/kind: /long}, 1, 0.5) :- score(S, 100, C), C > 0.5.")]
    [InlineData("order_cap", "#[class(/exit)] propose(S, {/kind: /long}, Q, 0.5) :- quote(S, _, Ask), Q = Ask + 1.")]
    [InlineData("while_weak", "#[priority(99)] propose(S, {/kind: /long}, 1, C) :- score(S, 100, C), C > 0.5.")]
    public void One_rule_of_many_that_breaks_a_promise_is_found(string promise, string rule) => Rules.Refuted(Rules.Verify(Shared + Strategies(30, caps: 3) + rule, promise));

    private static string Strategies(int count, int caps)
    {
        StringBuilder text = new();
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"propose(S, {{/kind: /long}}, Q, C) :- score(S, {i}, C), C > 0.{i + 10}, quote(S, Bid, _), Bid > 0, Q = {i + 100}.0 / Bid.\n");
            text.Append(i < caps ? string.Create(CultureInfo.InvariantCulture, $"cap(S, L) :- propose(S, _, _, _), quote(S, _, Ask), Ask > 0, L = {i + 2000}.0 / Ask.\n") : "");
        }

        return text.ToString();
    }
}

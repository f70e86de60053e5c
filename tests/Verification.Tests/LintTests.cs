using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>Lint by proof: each finding once, and silence where there is nothing.</summary>
public sealed class LintTests
{
    private const string Quote = "Decl q(S, Bid, Ask) descr [extensional(), key([S])] bound [/string, /dec8, /dec8].\n";

    private const string Propose = "Decl propose(S, A, Q) bound [/string, .Struct</kind: /name>, /dec8].\n";

    [Theory]
    [InlineData("CSR5101", Quote + "r(S) :- q(S, B, A), B > A, A > B.")]
    [InlineData("CSR5101", Quote + "up(S) :- q(S, B, _), B > 10. r(S) :- up(S), q(S, B, _), B < 5.")]
    [InlineData("CSR5101", Quote + "r(S) :- q(S, B, _), !q(S, B, _).")]
    [InlineData("CSR5102", Quote + "r(S) :- q(S, B, _), B > 10, B > 5.")]
    [InlineData("CSR5102", Quote + "up(S, B) :- q(S, B, _), B > 10. r(S) :- up(S, B), B > 0.")]
    [InlineData("CSR5103", Quote + "r(S) :- q(S, B, _), B > 10. r(S) :- q(S, B, _), B > 5.")]
    [InlineData("CSR5103", Quote + "r(S, 1) :- q(S, B, A), B > A. r(S, 1) :- q(S, _, _).")]
    [InlineData("CSR5104", Quote + Propose + "propose(S, {/kind: /long}, 1) :- q(S, B, _), B > 10. propose(S, {/kind: /short}, 1) :- q(S, _, A), A > 12.")]
    public void Finds(string code, string text) => Assert.Equal([code], Codes(text));

    [Theory]
    [InlineData(Quote + "r(S) :- q(S, B, A), B > A, A > 3.")]
    [InlineData(Quote + "r(S) :- q(S, B, _), B > 10. r(S) :- q(S, B, _), B < 5.")]
    [InlineData(Quote + Propose + "propose(S, {/kind: /long}, 1) :- q(S, B, _), B > 10. propose(S, {/kind: /short}, 1) :- q(S, B, _), B < 9.")]
    [InlineData(Quote + Propose + "#[priority(2)] propose(S, {/kind: /long}, 1) :- q(S, B, _), B > 10. propose(S, {/kind: /short}, 1) :- q(S, _, A), A > 12.")]
    public void Is_silent_about(string text) => Assert.Empty(Codes(text));

    [Fact]
    public void A_pack_of_thirty_rules_is_linted_without_a_false_word()
    {
        StringBuilder text = new(Quote);
        for (int i = 0; i < 30; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"r{i}(S, X) :- q(S, B, A), B > {i}, A > B, X = A - B, X < {i + 1}.\n");
        }

        Assert.Empty(Codes(text.ToString()));
    }

    private static IEnumerable<string> Codes(string text)
    {
        BoundProgram program = Rules.Program(text);
        using RuleLinter linter = new(program, VerifyOptions.Default);
        return linter.Run(static _ => true).Select(static d => d.Code).Distinct();
    }
}

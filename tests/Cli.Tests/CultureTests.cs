using System.Globalization;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>What is printed does not depend on the culture of the machine.</summary>
public sealed class CultureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Values_of_every_kind_print_and_read_back_the_same()
    {
        string program = _folder.Write("p.rules", """
            Decl money(X) bound [/dec8].
            n(-5). f(-2.5e-9). f(1.0e30). money(-0.00000001). t("x"). l([-1, 2]). d(-250ms).
            out(X) :- n(X).
            real(X, Y) :- f(X), Y = X * -1.0.
            exact(X, Y) :- money(X), Y = X * -2.5.
            list(X) :- l(X).
            wait(X) :- d(X).
            text(Y, Z) :- n(X), Y = fn:number:to_string(X), f(R), Z = fn:float64:to_string(R).
            moment(T) :- n(X), T = fn:time:from_unix_nanos(X).
            """);

        string[][] calls = [["eval", program], ["eval", program, "--json"], ["eval", program, "--proofs"]];

        Assert.All(calls, AssertSame);
        Assert.Contains("out(-5).", Scalp.Run("eval", program).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_tests_and_explanations_print_the_same()
    {
        string pack = _folder.Write("tape.rules", Tape.Pack), capture = _folder.Write("tape.jsonl", Tape.Capture(2)), script = _folder.Write("s.txt", "@250ms\n+n(-5).\ncommit.\n");
        string numbers = _folder.Write("n.rules", "Decl n(X) descr [extensional()] bound [/number].\nm(Y) :- n(X), Y = X - 1.\n");
        Assert.Equal(ExitCode.Fine, Scalp.Run("run", "--rules", pack, "--feed", $"replay:{capture}?venue=/binance_usdm", "--journal", _folder["journal"]).Code);
        string[][] calls =
        [
            ["explain", "1", "--journal", _folder["journal"]],
            ["explain", "2", "--json", "--journal", _folder["journal"]],
            ["why", "quote(V, S, B, A, _, _)", "--at", "1", "--journal", _folder["journal"]],
            ["test", Checkout.PathOf("rules", "scalping")],
            ["check", Checkout.PathOf("rules", "scalping")],
            ["eval", numbers, "--script", script],
        ];

        Assert.All(calls, AssertSame);
    }

    private static void AssertSame(string[] call)
    {
        Answer plain = Scalp.Run(call), strange = InStrangeCulture(call);

        Assert.Equal(plain, strange);
        Assert.True(plain.Code == ExitCode.Fine, plain.Error);
        Assert.NotEmpty(plain.Out);
    }

    /// <summary>Decimal comma, point for groups, another minus: what Turkish, German and Swedish have, in one.</summary>
    private static Answer InStrangeCulture(string[] call)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−";
        try
        {
            CultureInfo.CurrentCulture = culture;
            return Scalp.Run(call);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}

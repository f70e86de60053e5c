using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp packs</c> against a host that runs at the pace of its market.</summary>
public sealed class PacksCommandTests : IDisposable
{
    private const string Limit = "\nparam tape_limit = 10.0 in [0.0, 100.0].\n";

    private readonly TempFolder _folder = new();
    private readonly ServedProcess _served;
    private readonly string[] _host;

    public PacksCommandTests()
    {
        string pack = _folder.Write("tape.rules", Tape.Pack + Limit), key = _folder.Write("key", "0123456789abcdef-key\n");
        _served = new ServedProcess(null, "--rules", pack, "--feed", "sim:7?seconds=600", "--speed", "1x", "--journal", _folder["journal"], "--port", "0", "--api-key-file", key);
        _host = ["--host", _served.Address, "--api-key-file", key];
        for (int i = 0; i < 6_000 && Packs("list").Code != ExitCode.Fine; i++)
        {
            Thread.Sleep(20); // the host answers before the run begins
        }
    }

    public void Dispose()
    {
        _served.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_change_is_compared_staged_put_in_force_and_taken_back()
    {
        string first = Active();
        string changed = _folder.Write("changed.rules", (Tape.Pack + Limit).Replace("Bid > 100.0", "Bid > 101.0", StringComparison.Ordinal));

        Answer diff = Packs("diff", changed);
        Assert.True(diff.Code == ExitCode.Fine, diff.Error);
        Assert.Contains("rules changed: tape.long", diff.Out, StringComparison.Ordinal);
        Answer staged = Packs("stage", changed, "--by", "a test");
        Assert.True(staged.Code == ExitCode.Fine, staged.Error);
        string version = staged.Out[..12];
        Assert.StartsWith($"{version}  ready      by http: a test", staged.Out, StringComparison.Ordinal);
        Assert.Equal(first, Active());

        Assert.StartsWith($"{version}  shadowing", Packs("shadow", version).Out, StringComparison.Ordinal);
        Assert.Contains("decisions the same", Packs("show", version).Out, StringComparison.Ordinal);
        Answer active = Packs("activate", version, "--by", "a test");
        Assert.True(active.Code == ExitCode.Fine, active.Error);
        Assert.StartsWith($"{version}  active", active.Out, StringComparison.Ordinal);
        Assert.Equal(version, Active());

        Assert.StartsWith($"{first}  active", Packs("rollback", "--cause", "it was a test").Out, StringComparison.Ordinal);
        Assert.Contains("(it was a test)", Packs("list").Out, StringComparison.Ordinal);
        Answer set = Packs("params", "tape_limit=20.0", "--json");
        Assert.True(set.Code == ExitCode.Fine, set.Error);
        using JsonDocument pack = JsonDocument.Parse(set.Lines.Single());
        Assert.StartsWith(Active(), pack.RootElement.GetProperty("version").GetString(), StringComparison.Ordinal);

        Assert.Equal(ExitCode.Fine, _served.Stop());
        Answer audit = Scalp.Run("audit", _folder["journal"]);
        Assert.True(audit.Code == ExitCode.Fine, audit.Out + audit.Error);
    }

    [Fact]
    public void What_cannot_be_is_told_and_the_rules_in_force_go_on()
    {
        string first = Active();

        Answer bad = Packs("stage", _folder.Write("bad.rules", "p(X) :- qoute(X)."));
        bad.FailsWith(ExitCode.WrongInput, "CSR7201", "'types'");
        Assert.Contains("bad.rules:1:9", bad.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongInput, Packs("diff", _folder["bad.rules"]).Code);
        Packs("stage", _folder["no-such"]).FailsWith(ExitCode.WrongInput, "no-such");
        Packs("activate", "ffff").FailsWith(ExitCode.WrongInput, "CSR7202");
        Packs("rollback").FailsWith(ExitCode.WrongInput, "CSR7206");
        Packs("params", "tape_limit=2000.0").FailsWith(ExitCode.WrongInput, "CSR7215", "tape_limit");
        Packs("params", "tape_limit").FailsWith(ExitCode.WrongCall, "not 'tape_limit'");
        Scalp.Run("packs", "activate", first, "--host", _served.Address).FailsWith(ExitCode.WrongCall, "CSR7013", "--api-key-file");
        Scalp.Run("packs", "list").FailsWith(ExitCode.WrongCall, "--host");

        Assert.Equal(first, Active());
    }

    private Answer Packs(params string[] call) => Scalp.Run(["packs", .. call, .. _host]);

    private string Active() => Packs("list").Lines.Single(static line => line.Contains("  active ", StringComparison.Ordinal))[..12];
}

using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>What <c>--json</c> prints is written down in <c>docs/json.md</c>, field by field.</summary>
public sealed class JsonDocumentTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_field_that_a_command_prints_is_documented()
    {
        string document = File.ReadAllText(Checkout.PathOf("docs", "json.md"));
        SortedSet<string> printed = new(StringComparer.Ordinal);
        foreach (Answer answer in Answers())
        {
            Assert.NotEmpty(answer.Lines);
            printed.UnionWith(answer.Lines.SelectMany(static line => FieldsOf(line)));
        }

        Assert.True(printed.Count > 40, $"only {printed.Count} fields were printed");
        Assert.DoesNotContain(printed, field => !document.Contains($"`{field}`", StringComparison.Ordinal));
    }

    private IEnumerable<Answer> Answers()
    {
        string pack = _folder.Write("tape.rules", Tape.Pack), odd = _folder.Write("odd.rules", Tape.Pack.Replace("/kind: /long", "/kind: /hodl", StringComparison.Ordinal));
        string feed = "replay:" + _folder.Write("tape.jsonl", Tape.Capture(1)) + "?venue=/binance_usdm";
        string program = _folder.Write("p.rules", "Decl n(X) descr [extensional()] bound [/number].\nm(1).\nk(X) :- n(X).\nk(X) :- m(X).\ntest \"k\" { at 0ms n(2). expect k(2). }\ntest \"fails\" { at 0ms n(2). expect k(3). }\n");
        yield return Scalp.Run("run", "--rules", pack, "--feed", feed, "--feed", "sim:1?seconds=1", "--json", "--proofs", "all");
        yield return Scalp.Run("run", "--rules", odd, "--feed", feed, "--json");
        yield return Scalp.Run("test", program, "--json");
        yield return Scalp.Run("eval", program, "--json");
        yield return Scalp.Run("eval", program, "--script", _folder.Write("s.txt", "+n(4).\ncommit.\n"), "--json");
        yield return Scalp.Run("check", _folder.Write("bad.rules", "p(X) :- qq(Y).\nqq(1, 2)."), "--json");
        yield return Scalp.Run("fmt", "--check", _folder.Write("ugly.rules", "p( 1 ).\n"), "--json");
    }

    private static string[] FieldsOf(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return [.. json.RootElement.EnumerateObject().Select(static p => p.Name)];
    }
}

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>The shipped folder as a whole, its libraries among the files: what it records can be asked about.</summary>
public sealed class WholeFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_of_all_shipped_rules_can_be_asked_audited_and_replayed()
    {
        string capture = _folder.Write("tape.jsonl", Tape.Capture(2)), journal = _folder["journal"];
        Answer run = Scalp.Run("run", "--rules", Checkout.PathOf("rules"), "--feed", $"replay:{capture}?venue=/binance_usdm", "--journal", journal, "--proofs", "none");
        Assert.True(run.Code == ExitCode.Fine, run.Out + run.Error);

        string[][] calls = [["why-not", "BTCUSDT", "--journal", journal], ["why", "quote(V, S, B, A, _, _)", "--journal", journal], ["audit", journal], ["replay", journal]];
        foreach (string[] call in calls)
        {
            Answer answer = Scalp.Run(call);
            Assert.True(answer.Code == ExitCode.Fine, string.Join(' ', call) + "\n" + answer.Out + answer.Error);
        }
    }
}

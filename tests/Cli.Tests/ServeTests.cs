using System.Net;
using System.Net.Sockets;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp serve</c> as a caller meets it: start, question, stop; and what it refuses.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string[] _run;

    public ServeTests()
    {
        string pack = _folder.Write("tape.rules", Tape.Pack), capture = _folder.Write("tape.jsonl", Tape.Capture(2));
        _run = ["--rules", pack, "--feed", $"replay:{capture}?venue=/binance_usdm"];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_starts_answers_and_stops_in_good_order()
    {
        string pack = _folder.Write("tape.rules", Tape.Pack);
        using ServedProcess served = new(null, "--rules", pack, "--feed", "sim:7?seconds=600", "--speed", "1x", "--journal", _folder["journal"], "--port", "0");
        using HttpClient client = new() { BaseAddress = new Uri(served.Address) };
        for (int i = 0; (await client.GetAsync(new Uri("ready", UriKind.Relative))).StatusCode != HttpStatusCode.OK; i++)
        {
            Assert.True(i < 6_000, "it never was ready");
            await Task.Delay(20);
        }

        Answer asked = Scalp.Run("why-not", "BTCUSDT", "--host", served.Address);
        int code = served.Stop();

        Assert.True(asked.Code == ExitCode.Fine, asked.Error);
        Assert.Contains("tape.long", asked.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, code);
        Assert.Equal(JournalRecordType.RunEnded, new JournalReader(_folder["journal"]).ReadAll().Last().Type);
        Scalp.Run("why-not", "BTCUSDT", "--host", served.Address).FailsWith(ExitCode.Failed, "CSR7034");
    }

    [Fact]
    public void A_port_that_is_taken_is_told_and_leaves_no_journal()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();

        Answer answer = Scalp.Run(["serve", .. _run, "--journal", _folder["journal"], "--port", $"{((IPEndPoint)listener.LocalEndpoint).Port}"]);

        answer.FailsWith(ExitCode.Failed, "CSR7001", "the port is in use", "--port");
        Assert.False(Directory.Exists(_folder["journal"]));
    }

    [Fact]
    public void Other_machines_are_not_let_in_without_a_key() =>
        Scalp.Run(["serve", .. _run, "--listen", "0.0.0.0", "--port", "0"]).FailsWith(ExitCode.Failed, "CSR7002", "--api-key-file");

    [Fact]
    public void A_host_with_a_key_answers_whoever_has_it()
    {
        string key = _folder.Write("key", "0123456789abcdef-key\n");
        using ServedProcess served = new(null, [.. _run, "--listen", "0.0.0.0", "--port", "0", "--api-key-file", key]);
        string address = $"127.0.0.1:{new Uri(served.Address).Port}";
        served.WaitForEndOfFeed();

        Scalp.Run("explain", "last", "--host", address).FailsWith(ExitCode.WrongCall, "CSR7013", "missing", "--api-key-file FILE");
        Scalp.Run("explain", "last", "--host", address, "--api-key-file", _folder.Write("other", "fedcba9876543210-key")).FailsWith(ExitCode.WrongCall, "CSR7013", "not the key");
        Answer answer = Scalp.Run("explain", "last", "--host", address, "--api-key-file", key);
        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Equal(ExitCode.Fine, served.Stop());
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--listen", "nowhere")]
    [InlineData("--api-key-file", "no-such-file")]
    public void An_option_that_cannot_be_is_a_wrong_call(string option, string value) => Scalp.Run(["serve", .. _run, option, value]).FailsWith(ExitCode.WrongCall, option);
}

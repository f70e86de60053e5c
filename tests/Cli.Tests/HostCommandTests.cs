using System.Net;
using System.Net.Sockets;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>A running host is asked by the same commands as a journal, and answers the same.</summary>
public sealed class HostCommandTests(HostCommandTests.Served served) : IClassFixture<HostCommandTests.Served>
{
    private const string NotALine = "\u0001";

    [Theory]
    [InlineData("explain", "1")]
    [InlineData("explain", "last")]
    [InlineData("explain", "#2", "--format", "json")]
    [InlineData("explain", "3", "--format", "mermaid")]
    [InlineData("explain", "1", "--format", "html")]
    [InlineData("explain", NotALine)]
    [InlineData("explain", "1", "--against", "3")]
    [InlineData("explain", "last", "--against", NotALine, "--json")]
    [InlineData("why", "quote(V, S, B, A, _, _)")]
    [InlineData("why", "quote(V, S, B, A, _, _)", "--at", "1", "--json")]
    [InlineData("why", "fee(V, R, F)")]
    [InlineData("why", "fee(V, R, F)", "--json")]
    [InlineData("why-not", "BTCUSDT", "--at", "1970-01-01T00:00:01.1Z")]
    [InlineData("why-not", "BTCUSDT", "--at", "1", "--json")]
    [InlineData("why-not", "veto(\"BTCUSDT\", R)")]
    [InlineData("what-if", "--assert", "quote(/binance_usdm, \"ETHUSDT\", 100.01, 100.02, 9.0, 9.0)")]
    [InlineData("decisions")]
    [InlineData("decisions", "--limit", "3")]
    [InlineData("decisions", "--rule", "tape.long", "--status", "filled", "--from", "1970-01-01T00:00:02Z")]
    [InlineData("decisions", "--symbol", "NONE")]
    [InlineData("non-decisions")]
    [InlineData("non-decisions", "--limit", "2")]
    [InlineData("non-decisions", "--rule", "tape.long", "--reason", "vetoed", "--from", "1970-01-01T00:00:02Z")]
    [InlineData("non-decisions", "--symbol", "NONE")]
    [InlineData("decisions", "--from", "2s", "--to", "-1s")]
    [InlineData("why-not", "--summary")]
    [InlineData("why-not", "BTCUSDT", "--summary", "--from", "2s", "--moments", "7", "--json")]
    [InlineData("why-not", "--summary", "--format", "mermaid")]
    [InlineData("what-would", NotALine)]
    [InlineData("what-would", NotALine, "--json")]
    [InlineData("what-would", "#1")]
    public void A_host_and_its_journal_give_the_same_answer(params string[] call)
    {
        string[] asked = [.. call.Select(word => word == NotALine ? served.NonDecision : word)];
        string[] fromJournal = call[0] is "decisions" or "non-decisions" ? [served.Journal] : ["--journal", served.Journal];

        Answer journal = Scalp.Run([.. asked, .. fromJournal]), host = Scalp.Run([.. asked, "--host", served.Process.Address]);

        Assert.True(host.Code == journal.Code, $"{host.Code} instead of {journal.Code}\n{host.Error}\n{journal.Error}");
        Assert.Equal(journal.Out, host.Out);
        Assert.Equal(journal.Error, host.Error);
    }

    [Fact]
    public void Decisions_of_a_host_are_the_objects_of_the_journal_without_their_places()
    {
        string[] journal = Scalp.Run("decisions", served.Journal, "--json").Lines, host = Scalp.Run("decisions", "--json", "--host", served.Process.Address).Lines;

        Assert.Equal(journal.Select(static line => "{" + line[line.IndexOf("\"number\"", StringComparison.Ordinal)..]), host);
    }

    [Fact]
    public void Non_decisions_of_a_host_are_the_objects_of_the_journal_without_their_places()
    {
        string[] journal = Scalp.Run("non-decisions", served.Journal, "--json").Lines, host = Scalp.Run("non-decisions", "--json", "--host", served.Process.Address).Lines;

        Assert.NotEmpty(journal);
        Assert.Equal(journal.Select(static line => "{" + line[line.IndexOf("\"id\"", StringComparison.Ordinal)..]), host);
    }

    [Fact]
    public void A_host_that_records_nothing_lists_what_it_remembers_and_says_so()
    {
        using ServedProcess forgetful = served.WithoutJournal();
        Answer all = Scalp.Run("non-decisions", "--host", forgetful.Address);
        string[] recorded = Scalp.Run("non-decisions", served.Journal).Lines;

        Assert.Equal(ExitCode.Fine, all.Code);
        Assert.Contains("the host records nothing", all.Error, StringComparison.Ordinal);
        Assert.Equal(recorded.Select(WithoutId), all.Lines.Select(WithoutId));
        Scalp.Run("what-would", "last", "--host", forgetful.Address).FailsWith(ExitCode.WrongInput, "CSR7028", "--journal DIR");
        Assert.DoesNotContain("\"id\"", Scalp.Run("non-decisions", "--json", "--host", forgetful.Address).Out, StringComparison.Ordinal);

        static string WithoutId(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(static word => word.Length != 16 || !word.All(char.IsAsciiHexDigitLower)));
    }

    [Theory]
    [InlineData("CSR7021", "explain", "ffffffffffff")]
    [InlineData("CSR7021", "explain", "1", "--against", "ffffffffffff")]
    [InlineData("CSR7020", "why-not", "no_such(X)")]
    [InlineData("CSR7023", "why", "position(\"NONE\", Q)")]
    [InlineData("CSR7027", "why-not", "BTCUSDT", "--at", "2030-01-01T00:00:00Z")]
    [InlineData("CSR7020", "why-not", "BTCUSD", "--summary")]
    [InlineData("CSR7019", "decisions", "--from", "3s", "--to", "2s")]
    [InlineData("CSR7020", "what-if", "--set", "no_such = 1")]
    [InlineData("CSR7021", "what-would", "ffffffffffff")]
    public void A_fault_of_the_question_has_its_code(string code, params string[] call) =>
        Scalp.Run([.. call, "--host", served.Process.Address]).FailsWith(ExitCode.WrongInput, code);

    [Theory]
    [InlineData("--host is the address of a running host", "explain", "1", "--host", "ftp://x")]
    [InlineData("--host is the address of a running host", "explain", "1", "--host", "http://")]
    [InlineData("name one of them", "why", "p(X)", "--host", "127.0.0.1:1", "--journal", "journal")]
    [InlineData("leave --at, --from and --to out", "what-if", "--set", "a = 1", "--at", "1", "--host", "127.0.0.1:1")]
    [InlineData("needs something to change", "what-if", "--host", "127.0.0.1:1")]
    [InlineData("name the journal's folder, or a running host", "decisions")]
    [InlineData("name the journal's folder, or a running host", "non-decisions")]
    [InlineData("name one of them", "non-decisions", "journal", "--host", "127.0.0.1:1")]
    [InlineData("name one of them", "what-would", "last", "--journal", "journal", "--host", "127.0.0.1:1")]
    [InlineData("cannot be read", "explain", "1", "--host", "127.0.0.1:1", "--api-key-file", "no-such-file")]
    public void A_wrong_call_is_told_before_anything_is_asked(string words, params string[] call) => Scalp.Run(call).FailsWith(ExitCode.WrongCall, words);

    [Fact]
    public void Where_nobody_listens_no_host_answers() =>
        Scalp.Run("explain", "last", "--host", "127.0.0.1:1").FailsWith(ExitCode.Failed, "CSR7034", "http://127.0.0.1:1/", "refused", "scalp serve");

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nwhat")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nwhat")]
    [InlineData("HTTP/1.1 400 Bad\r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task Another_program_at_the_address_is_not_taken_for_a_host(string reply)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<Answer> asked = Task.Run(() => Scalp.Run("decisions", "--host", $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        using (TcpClient client = await listener.AcceptTcpClientAsync())
        {
            byte[] request = new byte[4096];
            Assert.True(await client.GetStream().ReadAsync(request) > 0);
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(reply));
        }

        (await asked).FailsWith(ExitCode.Failed, "CSR7035");
    }

    /// <summary>A recorded run that is over, and the host that served it.</summary>
    public sealed class Served : IDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly string[] _feed;

        public Served()
        {
            string pack = _folder.Write("tape.rules", Tape.Pack), capture = _folder.Write("tape.jsonl", Tape.Capture(4));
            Journal = _folder["journal"];
            _feed = ["--rules", pack, "--feed", $"replay:{capture}?venue=/binance_usdm", "--port", "0"];
            Process = new ServedProcess(null, [.. _feed, "--journal", Journal]).WaitForEndOfFeed();
            NonDecision = Scalp.Run("non-decisions", Journal).Lines[0].Split("  ", StringSplitOptions.RemoveEmptyEntries)[1].Trim();
        }

        internal ServedProcess Process { get; }

        public string Journal { get; }

        /// <summary>The same run without a record; the caller ends it.</summary>
        internal ServedProcess WithoutJournal() => new ServedProcess(null, _feed).WaitForEndOfFeed();

        /// <summary>The id of one.</summary>
        public string NonDecision { get; }

        public void Dispose()
        {
            Process.Dispose();
            _folder.Dispose();
        }
    }
}

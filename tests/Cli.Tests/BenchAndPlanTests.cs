using System.Globalization;
using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp bench stream</c>, <c>scalp check --plan</c> and the choice of an engine.</summary>
public sealed class BenchAndPlanTests : IDisposable
{
    private const string Rules = """
        Decl quote(Sym, Venue, Bid) descr [extensional(), key([Sym, Venue])] bound [/number, /number, /number].
        dear(S, V) :- quote(S, V, Bid), Bid > 100.
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("incremental")]
    [InlineData("reference")]
    public void A_stream_is_timed_and_its_changes_are_counted(string engine)
    {
        Answer answer = Scalp.Run("bench", "stream", Program(), "--facts", _folder.Write("facts.script", "+quote(1, 1, 101).\n+quote(1, 2, 99).\ncommit.\n"),
            "--updates", _folder.Write("updates.script", "+quote(1, 2, 102).\ncommit.\n+quote(1, 1, 90).\ncommit.\n+quote(1, 1, 91).\ncommit.\n"), "--engine", engine, "--json");
        Assert.Equal(ExitCode.Fine, answer.Code);
        JsonElement report = JsonDocument.Parse(answer.Out).RootElement;
        Assert.Equal(3, report.GetProperty("transactions").GetInt32());
        Assert.True(report.GetProperty("p50us").GetDouble() > 0 && report.GetProperty("p50us").GetDouble() <= report.GetProperty("maxus").GetDouble());
        JsonElement dear = report.GetProperty("relations").GetProperty("dear");
        Assert.Equal((1, 1, 1), (dear.GetProperty("rows").GetInt32(), dear.GetProperty("appeared").GetInt32(), dear.GetProperty("vanished").GetInt32()));
        Assert.Equal(Fnv1A("dear(1, 2)").ToString("x16", CultureInfo.InvariantCulture), dear.GetProperty("checksum").GetString());
        Assert.True(report.GetProperty("stateMegabytes").GetDouble() >= 0 && report.GetProperty("peakMegabytes").GetDouble() > 0);
    }

    [Theory]
    [InlineData("incremental")]
    [InlineData("reference")]
    public void Timers_run_before_the_transaction_that_passes_them_and_their_changes_are_counted(string engine)
    {
        string program = _folder.Write("ttl.rules", """
            Decl quote(Sym, Bid) descr [extensional(), key([Sym]), ttl(1s)] bound [/number, /number].
            dear(S) :- quote(S, Bid), Bid > 100.
            """);
        string updates = _folder.Write("updates.script", "@0ms\n+quote(2, 200).\ncommit.\n@500ms\n+quote(3, 300).\ncommit.\n@3s\n+quote(4, 90).\ncommit.\n");
        Answer answer = Scalp.Run("bench", "stream", program, "--facts", _folder.Write("facts.script", "+quote(1, 101).\ncommit.\n"), "--updates", updates, "--engine", engine, "--json");
        JsonElement report = JsonDocument.Parse(answer.Out).RootElement, dear = report.GetProperty("relations").GetProperty("dear");
        Assert.Equal((3, 2), (report.GetProperty("transactions").GetInt32(), report.GetProperty("timers").GetInt32()));
        Assert.Equal((0, 2, 3), (dear.GetProperty("rows").GetInt32(), dear.GetProperty("appeared").GetInt32(), dear.GetProperty("vanished").GetInt32()));
    }

    [Fact]
    public void A_tenth_of_a_stream_warms_up_and_the_percentiles_are_in_order()
    {
        string updates = string.Concat(Enumerable.Range(0, 50).Select(static i => $"+quote(1, 1, {100 + (i % 2)}).\ncommit.\n"));
        Answer answer = Scalp.Run("bench", "stream", Program(), "--facts", _folder.Write("facts.script", "+quote(2, 1, 101).\n+quote(2, 2, 300).\ncommit.\n"),
            "--updates", _folder.Write("updates.script", updates), "--json");
        JsonElement report = JsonDocument.Parse(answer.Out).RootElement, dear = report.GetProperty("relations").GetProperty("dear");
        Assert.Equal((50, 5), (report.GetProperty("transactions").GetInt32(), report.GetProperty("warmUp").GetInt32()));
        double[] times = [.. new[] { "p50us", "p99us", "p999us", "maxus" }.Select(name => report.GetProperty(name).GetDouble())];
        Assert.Equal(times.Order(), times);
        Assert.Equal((3, 25, 24), (dear.GetProperty("rows").GetInt32(), dear.GetProperty("appeared").GetInt32(), dear.GetProperty("vanished").GetInt32()));
        ulong sum = unchecked(Fnv1A("dear(1, 1)") + Fnv1A("dear(2, 1)") + Fnv1A("dear(2, 2)"));
        Assert.Equal(sum.ToString("x16", CultureInfo.InvariantCulture), dear.GetProperty("checksum").GetString());
    }

    [Fact]
    public void An_update_file_without_transactions_is_an_error() =>
        Scalp.Run("bench", "stream", Program(), "--facts", _folder.Write("facts.script", "+quote(1, 1, 101).\ncommit.\n"), "--updates", _folder.Write("none.script", ""))
            .FailsWith(ExitCode.WrongInput, "no transaction to time");

    [Fact]
    public void An_unknown_engine_is_a_wrong_call() =>
        Scalp.Run("bench", "stream", "p.rules", "--facts", "f", "--updates", "u", "--engine", "quantum").FailsWith(ExitCode.WrongCall, "there is no engine 'quantum'", "--engine incremental");

    [Fact]
    public void Check_prints_the_plan()
    {
        Answer answer = Scalp.Run("check", Program(), "--plan");
        Assert.Equal(ExitCode.Fine, answer.Code);
        Assert.Contains("when quote(S, V, Bid) changes", answer.Out, StringComparison.Ordinal);
        Assert.Contains("test Bid > 100", answer.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--query", "dear(S, V), !quote(S, 7, _), S < 3")]
    [InlineData("--query", "quote(S, V, 101)")]
    [InlineData("--proofs", null)]
    public void Both_engines_print_the_same(string option, string? value)
    {
        string program = _folder.Write("facts.rules", Rules + "\nquote(1, 1, 101).\nquote(2, 7, 300).\nquote(3, 1, 400).\n");
        string[] call = value is null ? ["eval", program, option] : ["eval", program, option, value];
        Answer incremental = Scalp.Run(call), reference = Scalp.Run([.. call, "--engine", "reference"]);
        Assert.NotEmpty(incremental.Out);
        Assert.Equal((reference.Code, reference.Out), (incremental.Code, incremental.Out));
    }

    /// <summary>As defined by its authors, in 128-bit arithmetic: an oracle for the checksum.</summary>
    private static ulong Fnv1A(string text) =>
        text.Aggregate(14695981039346656037UL, static (hash, c) => (ulong)(((UInt128)(hash ^ c) * 1099511628211) & ulong.MaxValue));

    private string Program() => _folder.Write("p.rules", Rules);
}

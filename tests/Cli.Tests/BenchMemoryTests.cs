using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>The memory that <c>scalp bench stream</c> shows.</summary>
public sealed class BenchMemoryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("on", 4, 16)]
    [InlineData("off", 0.001, 4)]
    public void The_state_is_what_the_session_holds_the_log_of_derivations_included(string provenance, double least, double most) =>
        Assert.InRange(StateMegabytes("+quote(2, 102).\ncommit.\n", "--provenance", provenance), least, most);

    [Theory]
    [InlineData("incremental")]
    [InlineData("reference")]
    public void The_same_stream_leaves_a_state_of_the_same_size(string engine)
    {
        string updates = Updates(rows: 40);
        Assert.Equal(StateMegabytes(updates, "--engine", engine), StateMegabytes(updates, "--engine", engine));
    }

    [Theory]
    [InlineData("incremental")]
    [InlineData("reference")]
    public void More_rows_are_a_larger_state(string engine)
    {
        const int Rows = 4000;
        double few = StateMegabytes(Updates(1), "--engine", engine), many = StateMegabytes(Updates(Rows), "--engine", engine);
        // Two relations, and no row is below the 16 bytes of one number with its kind.
        Assert.True((many - few) * 1048576 > 2 * 16 * Rows, $"{few} MB with one row, {many} MB with {Rows}");
    }

    [Fact]
    public void A_state_is_never_nothing_in_the_text_either()
    {
        string text = Bench(Updates(1), "--provenance", "off").Out;
        Assert.Matches(@"transaction; 0\.0\d[1-9] MB of state, \d+ MB peak", text);
    }

    private static string Updates(int rows) => string.Concat(Enumerable.Range(2, rows).Select(static i => $"+quote({i}, {100 + i}).\ncommit.\n"));

    private double StateMegabytes(string updates, params string[] options) =>
        JsonDocument.Parse(Bench(updates, [.. options, "--json"]).Out).RootElement.GetProperty("stateMegabytes").GetDouble();

    private Answer Bench(string updates, params string[] options)
    {
        string program = _folder.Write("p.rules", """
            Decl quote(Sym, Bid) descr [extensional(), key([Sym])] bound [/number, /number].
            dear(S) :- quote(S, Bid), Bid > 100.
            """);
        return Scalp.Run(["bench", "stream", program, "--facts", _folder.Write("facts.script", "+quote(1, 101).\ncommit.\n"), "--updates", _folder.Write("updates.script", updates), .. options]);
    }
}

using System.Text.Json;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>The memory that <c>scalp bench stream</c> shows. Alone: the heap is that of the whole process.</summary>
[Collection(nameof(AloneCollection))]
public sealed class BenchMemoryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("on", 4, 16)]
    [InlineData("off", 0.001, 4)]
    public void The_state_is_what_the_session_holds_the_log_of_derivations_included(string provenance, double least, double most)
    {
        string program = _folder.Write("p.rules", """
            Decl quote(Sym, Bid) descr [extensional(), key([Sym])] bound [/number, /number].
            dear(S) :- quote(S, Bid), Bid > 100.
            """);
        Answer answer = Scalp.Run("bench", "stream", program, "--facts", _folder.Write("facts.script", "+quote(1, 101).\ncommit.\n"),
            "--updates", _folder.Write("updates.script", "+quote(2, 102).\ncommit.\n"), "--provenance", provenance, "--json");
        Assert.InRange(JsonDocument.Parse(answer.Out).RootElement.GetProperty("stateMegabytes").GetDouble(), least, most);
    }
}

/// <summary>Tests that run while no other does.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;

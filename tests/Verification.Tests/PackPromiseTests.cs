using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>Every shipped pack that decides promises the four things that no pack may go without, and keeps all of its promises.</summary>
public sealed class PackPromiseTests
{
    /// <summary>The kinds, each with the names of the promises that make it.</summary>
    private static readonly (string Kind, string[] Promises)[] _kinds =
    [
        ("a position cap", ["position_cap"]),
        ("no decision both ways", ["both_ways"]),
        ("exits never blocked", ["exits_never_blocked"]),
        ("no entry while halted or stale", ["entry_while_halted", "entry_while_stale", "arbitrage_while_stale", "arbitrage_sold_while_stale"]),
    ];

    /// <summary>Folders that hold rules of their own; the library is seen through them.</summary>
    private static string[] Packs => [.. Directory.GetDirectories(Checkout.PathOf("rules")).Select(static d => Path.GetFileName(d)!).Where(static d => d != "lib").Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> PacksTimesKinds()
    {
        TheoryData<string, string> cells = [];
        foreach (string pack in Packs.Where(static p => !Rules.Pack(p).Decides.IsEmpty))
        {
            Array.ForEach(_kinds, kind => cells.Add(pack, kind.Kind));
        }

        return cells;
    }

    public static TheoryData<string> AllPacks() => [.. Packs];

    [Theory]
    [MemberData(nameof(PacksTimesKinds))]
    public void A_pack_that_decides_makes_the_promise(string pack, string kind)
    {
        HashSet<string> made = [.. Rules.Pack(pack).Invariants.Select(static i => i.Name)];

        Assert.All(_kinds.Single(k => k.Kind == kind).Promises, name => Assert.Contains(name, made));
    }

    [Theory]
    [MemberData(nameof(AllPacks))]
    public void Every_promise_of_a_pack_is_proved(string pack)
    {
        BoundProgram program = Rules.Pack(pack);

        Assert.NotEmpty(program.Invariants);
        Assert.All(new InvariantProver(program, VerifyOptions.Default).ProveAll(program.Invariants), Rules.Proved);
    }

    /// <summary>The founding text stays as it was printed, and derives without deciding.</summary>
    [Fact]
    public void Only_the_founding_pack_decides_nothing() =>
        Assert.Equal(["founding"], Packs.Where(static p => Rules.Pack(p).Decides.IsEmpty));
}

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>What objects keep is what a thread allocates that makes them and nothing else: counted by the runtime, so an oracle that shares nothing with the walk.</summary>
public sealed class HeldBytesTests
{
    public static TheoryData<string> Structures() => [.. Makers.Keys];

    private static Dictionary<string, Func<object>> Makers { get; } = new()
    {
        ["an object"] = static () => new object(),
        ["a text"] = static () => new string('x', 33),
        ["no text"] = static () => new string('x', 1),
        ["an array of bytes"] = static () => new byte[13],
        ["an array of numbers"] = static () => new long[1000],
        ["an array in two dimensions"] = static () => new int[3, 5],
        ["an array of decimals"] = static () => new decimal[7],
        ["objects in an array"] = static () => new object?[] { new object(), null, new byte[3] },
        ["a boxed number"] = static () => new object[] { 42, 1.5, true, 3m },
        ["a chain"] = static () => new Link(new Link(null, "ab".ToUpperInvariant()), "c".ToUpperInvariant()),
        ["what a base class holds"] = static () => new Longer(new Link(null, "base".ToUpperInvariant())),
        ["values with references in an array"] = static () => new[] { new Pair(1, new byte[5]), new Pair(2, null) },
        ["a value that may be missing"] = static () => new Maybe?[] { new Maybe(new Pair(1, new byte[9])), null },
        ["a closure"] = static () => Closure(new byte[100]),
        ["a list of lists"] = static () => new List<List<int>>(2) { new(4) { 1 }, new(8) },
        ["what is met twice"] = static () => Twice(new byte[77]),
        ["a circle"] = static () => Circle(),
    };

    [Theory]
    [MemberData(nameof(Structures))]
    public void Is_what_the_thread_allocated_for_it(string structure)
    {
        object made = "";
        long allocated = Allocation.LeastOf(20, () => made = Makers[structure]());

        Assert.Equal(allocated, HeldBytes.Of(made));
    }

    [Fact]
    public void What_others_lead_to_is_not_counted()
    {
        byte[] shared = new byte[1000];
        object[] mine = [shared, new byte[24]];
        Assert.Equal(HeldBytes.Of(mine) - HeldBytes.Of(shared), HeldBytes.Of(mine, new Link(null, "x"), new object[] { shared }));
    }

    [Fact]
    public void A_dictionary_holds_its_keys_and_values()
    {
        Dictionary<string, byte[]> map = new(4) { ["a".ToUpperInvariant()] = new byte[1000] };
        long empty = HeldBytes.Of(new Dictionary<string, byte[]>(4));
        Assert.Equal(empty + HeldBytes.Of("A") + HeldBytes.Of(new byte[1000]), HeldBytes.Of(map));
    }

    [Fact]
    public void Types_and_members_are_nobodys() => Assert.Equal(HeldBytes.Of(new object?[2]), HeldBytes.Of(new object[] { typeof(string), typeof(string).GetMethods()[0] }));

    private static Func<int> Closure(byte[] bytes) => () => bytes.Length;

    private static object[] Twice(byte[] bytes) => [bytes, bytes];

    private static object[] Circle()
    {
        object[] circle = new object[1];
        circle[0] = circle;
        return circle;
    }

    private record Link(Link? Next, string Name);

    private sealed record Longer(Link? Next) : Link(Next, "longer".ToUpperInvariant());

    private readonly record struct Pair(int Number, byte[]? Bytes);

    private readonly record struct Maybe(Pair Pair);
}

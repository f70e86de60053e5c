namespace CryptoScalp.Rules.Reference.Tests;

/// <summary>Programs that several tests use.</summary>
internal static class Workloads
{
    /// <summary><c>path</c> is the transitive closure of <c>edge</c>.</summary>
    public static ProgramBuilder Closure(IEnumerable<(int From, int To)> edges)
    {
        ProgramBuilder b = new();
        b.Rule("path", ["X", "Y"], [b.Atom("edge", "X", "Y")])
            .Rule("path", ["X", "Z"], [b.Atom("path", "X", "Y"), b.Atom("edge", "Y", "Z")])
            .Stratum("path");
        foreach ((int from, int to) in edges)
        {
            b.Given("edge", from, to);
        }

        return b;
    }

    public static IEnumerable<(int From, int To)> Chain(int nodes) => Enumerable.Range(0, nodes - 1).Select(static i => (i, i + 1));
}

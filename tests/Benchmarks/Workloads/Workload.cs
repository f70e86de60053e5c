using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>A program, the facts it starts with, and single changes that follow, each a transaction of its own.</summary>
/// <param name="Program">The file in <c>programs/</c>, without its ending.</param>
/// <param name="Opening">Given in one transaction.</param>
/// <param name="Updates">One transaction each.</param>
internal sealed record Workload(string Program, IReadOnlyList<FactChange> Opening, IReadOnlyList<FactChange> Updates)
{
    /// <summary>The text of the program.</summary>
    public string Rules => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "programs", Program + ".rules"));

    public static FactChange Put(string predicate, params ReadOnlySpan<long> row)
    {
        Value[] values = new Value[row.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Value.Number(row[i]);
        }

        return FactChange.Assert(new Fact(predicate, values));
    }
}

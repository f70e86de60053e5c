using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Workloads of quotes alone.</summary>
internal static class QuoteWorkloads
{
    /// <summary>One join rule over <paramref name="symbols"/> x <paramref name="venues"/> keyed quotes.</summary>
    public static Workload OneJoin(int symbols, int venues, int updates, ulong seed) => Of("one_join", symbols, venues, updates, seed);

    /// <summary>Five aggregates over quotes, one of them over all symbols.</summary>
    public static Workload Groups(int symbols, int venues, int updates, ulong seed) => Of("groups", symbols, venues, updates, seed);

    private static Workload Of(string program, int symbols, int venues, int updates, ulong seed)
    {
        Lcg random = new(seed);
        QuoteWalk walk = new(random, symbols);
        List<FactChange> opening = [], stream = new(updates);
        for (int s = 0; s < symbols; s++)
        {
            for (int v = 0; v < venues; v++)
            {
                opening.Add(walk.Quote(s, v));
            }
        }

        for (int i = 0; i < updates; i++)
        {
            int symbol = random.Next(symbols);
            walk.Move(symbol);
            stream.Add(walk.Quote(symbol, random.Next(venues)));
        }

        return new Workload(program, opening, stream);
    }
}

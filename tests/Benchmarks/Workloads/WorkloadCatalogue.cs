using System.Globalization;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Workloads by name, with sizes from the command line: <c>trading --symbols 500 --venues 5</c>.</summary>
internal static class WorkloadCatalogue
{
    /// <summary>Their updates delete a row and put it back, in turns.</summary>
    public static readonly string[] Graphs = ["chain", "random", "reach", "same_generation"];

    public static readonly string[] Names = ["trading", "one_join", "groups", .. Graphs];

    /// <summary>The named workload; null when there is none of this name.</summary>
    /// <exception cref="FormatException">An option has no whole number after it, or is not known.</exception>
    public static Workload? Find(string name, ReadOnlySpan<string> options)
    {
        Sizes sizes = Sizes.Parse(options);
        return name switch
        {
            "trading" => TradingWorkload.Create(sizes.Symbols ?? 50, sizes.Venues ?? 3, sizes.Updates ?? 200_000, sizes.Seed),
            "one_join" => QuoteWorkloads.OneJoin(sizes.Symbols ?? 200, sizes.Venues ?? 5, sizes.Updates ?? 200_000, sizes.Seed),
            "groups" => QuoteWorkloads.Groups(sizes.Symbols ?? 200, sizes.Venues ?? 5, sizes.Updates ?? 200_000, sizes.Seed),
            "chain" => GraphWorkloads.ChainClosure(sizes.Nodes ?? 1000, sizes.Updates ?? 100, sizes.Seed),
            "random" => GraphWorkloads.RandomClosure(sizes.Nodes ?? 2000, sizes.Edges ?? 10_000, sizes.Updates ?? 1000, sizes.Seed),
            "reach" => GraphWorkloads.Reach(sizes.Nodes ?? 10_000, sizes.Edges ?? 50_000, 20, sizes.Updates ?? 1000, sizes.Seed),
            "same_generation" => GraphWorkloads.SameGeneration(6, 3, sizes.Updates ?? 100, sizes.Seed),
            _ => null,
        };
    }

    private readonly record struct Sizes(int? Symbols, int? Venues, int? Updates, int? Nodes, int? Edges, ulong Seed)
    {
        public static Sizes Parse(ReadOnlySpan<string> options)
        {
            Sizes sizes = new(null, null, null, null, null, 1);
            for (int i = 0; i < options.Length; i += 2)
            {
                int value = i + 1 < options.Length && int.TryParse(options[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                    ? number
                    : throw new FormatException($"'{options[i]}' needs a whole number after it");
                sizes = sizes.With(options[i], value);
            }

            return sizes;
        }

        private Sizes With(string option, int value) => option switch
        {
            "--symbols" => this with { Symbols = value },
            "--venues" => this with { Venues = value },
            "--updates" => this with { Updates = value },
            "--nodes" => this with { Nodes = value },
            "--edges" => this with { Edges = value },
            "--seed" => this with { Seed = (ulong)value },
            _ => throw new FormatException($"there is no option '{option}'; use --symbols, --venues, --updates, --nodes, --edges or --seed"),
        };
    }
}

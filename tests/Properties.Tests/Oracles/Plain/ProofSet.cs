namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Alternative reasons of one row (<c>/topk</c>): each a set of independent events with their probabilities, the likeliest reason first, ties by the names of its events.</summary>
internal sealed record ProofSet(IReadOnlyList<SortedDictionary<string, double>> Reasons)
{
    /// <summary>Without a condition.</summary>
    public static ProofSet Sure { get; } = new([new(StringComparer.Ordinal)]);

    public static ProofSet Of(string name, double probability) => new([new(StringComparer.Ordinal) { [name] = probability }]);

    public static ProofSet Any(IEnumerable<ProofSet> sets, int keep) => Best(sets.SelectMany(static s => s.Reasons), keep);

    public ProofSet And(ProofSet other, int keep) => Best(Reasons.SelectMany(a => other.Reasons.Select(b => Joined([a, b]))), keep);

    /// <summary>Inclusion and exclusion over the sets of reasons, counted in binary, each set's events in the order of their names: so the sum is the same to the bit.</summary>
    public double Probability()
    {
        double sum = 0;
        for (int set = 1; set < 1 << Reasons.Count; set++)
        {
            double all = Product(Joined(Reasons.Where((_, i) => (set >> i & 1) == 1)));
            sum += int.IsOddInteger(int.PopCount(set)) ? all : -all;
        }

        return Math.Clamp(sum, 0, 1);
    }

    private static ProofSet Best(IEnumerable<SortedDictionary<string, double>> reasons, int keep) => new([.. reasons
        .DistinctBy(Names).OrderByDescending(Product).ThenBy(Names, StringComparer.Ordinal).Take(keep)]);

    private static string Names(SortedDictionary<string, double> reason) => string.Join('\n', reason.Keys);

    private static double Product(SortedDictionary<string, double> reason) => reason.Values.Aggregate(1.0, static (product, p) => product * p);

    private static SortedDictionary<string, double> Joined(IEnumerable<SortedDictionary<string, double>> reasons)
    {
        SortedDictionary<string, double> all = new(StringComparer.Ordinal);
        reasons.SelectMany(static r => r).ToList().ForEach(e => all[e.Key] = e.Value);
        return all;
    }
}

using System.Collections.Immutable;

namespace CryptoScalp.Rules.Engine;

/// <summary>Alternative proofs of one row, each a set of independent events with their probabilities: it holds when all of them happen. The likeliest first, ties by the names of their events.</summary>
internal sealed class ProofSet
{
    private static readonly ImmutableSortedDictionary<string, double> _nothing = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);
    private readonly ImmutableArray<ImmutableSortedDictionary<string, double>> _proofs;

    private ProofSet(ImmutableArray<ImmutableSortedDictionary<string, double>> proofs) => _proofs = proofs;

    /// <summary>True without a condition.</summary>
    public static ProofSet Sure { get; } = new([_nothing]);

    /// <summary>Holds when one event happens.</summary>
    public static ProofSet Of(string name, double probability) => new([_nothing.Add(name, probability)]);

    /// <summary>Either: all proofs of both, the same one once, the likeliest <paramref name="keep"/> of them.</summary>
    public static ProofSet Any(IEnumerable<ProofSet> sets, int keep) => Best(sets.SelectMany(static s => s._proofs), keep);

    /// <summary>Both: every proof of the one with every proof of the other.</summary>
    public ProofSet And(ProofSet other, int keep) => Best(_proofs.SelectMany(a => other._proofs.Select(b => a.SetItems(b))), keep);

    /// <summary>The probability that some proof holds, by inclusion and exclusion over the sets of proofs, in a fixed order.</summary>
    public double Probability()
    {
        double sum = 0;
        for (int subset = 1; subset < 1 << _proofs.Length; subset++)
        {
            ImmutableSortedDictionary<string, double> all = _nothing;
            for (int i = 0; i < _proofs.Length; i++)
            {
                all = (subset >> i & 1) == 1 ? all.SetItems(_proofs[i]) : all;
            }

            sum += (int.PopCount(subset) & 1) == 1 ? Product(all) : -Product(all);
        }

        return Math.Clamp(sum, 0, 1);
    }

    private static ProofSet Best(IEnumerable<ImmutableSortedDictionary<string, double>> proofs, int keep) => new([.. proofs
        .Select(static p => (Proof: p, Names: string.Join('\n', p.Keys)))
        .DistinctBy(static p => p.Names)
        .OrderByDescending(static p => Product(p.Proof))
        .ThenBy(static p => p.Names, StringComparer.Ordinal)
        .Take(keep)
        .Select(static p => p.Proof)]);

    private static double Product(ImmutableSortedDictionary<string, double> events)
    {
        double product = 1;
        foreach (double probability in events.Values)
        {
            product *= probability;
        }

        return product;
    }
}

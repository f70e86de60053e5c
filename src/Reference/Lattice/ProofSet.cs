using System.Collections.Immutable;

namespace CryptoScalp.Rules.Reference;

/// <summary>Something that is so with a probability, independently of all other events: a given row with a certainty, or one firing of a rule with a weight below 1.</summary>
internal sealed record BaseEvent(string Name, double Probability);

/// <summary>Alternative proofs of one row: each holds when all its events happen. The likeliest first, ties by the names of their events.</summary>
internal sealed class ProofSet
{
    private ProofSet(ImmutableArray<ImmutableSortedDictionary<string, double>> proofs) => Proofs = proofs;

    /// <summary>True without a condition.</summary>
    public static ProofSet Sure { get; } = new([ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)]);

    /// <summary>Each: name of an event to its probability.</summary>
    public ImmutableArray<ImmutableSortedDictionary<string, double>> Proofs { get; }

    public static ProofSet Of(BaseEvent one) => new([Sure.Proofs[0].Add(one.Name, one.Probability)]);

    /// <summary>Either: all proofs of both, the same one once, the likeliest <paramref name="keep"/> of them.</summary>
    public static ProofSet Any(IEnumerable<ProofSet> sets, int keep) => Best(sets.SelectMany(static s => s.Proofs), keep);

    /// <summary>Both: every proof of the one with every proof of the other.</summary>
    public ProofSet And(ProofSet other, int keep) => Best(Proofs.SelectMany(a => other.Proofs.Select(b => a.SetItems(b))), keep);

    /// <summary>The probability that some proof holds, by inclusion and exclusion over the sets of proofs, in a fixed order.</summary>
    public double Probability()
    {
        double sum = 0;
        for (int subset = 1; subset < 1 << Proofs.Length; subset++)
        {
            ImmutableSortedDictionary<string, double> all = Sure.Proofs[0];
            for (int i = 0; i < Proofs.Length; i++)
            {
                all = (subset >> i & 1) == 1 ? all.SetItems(Proofs[i]) : all;
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

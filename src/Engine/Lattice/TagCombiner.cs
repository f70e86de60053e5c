using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Combines certainties. A row of certainty 0 is no row.</summary>
internal sealed class TagCombiner(PlannedPredicate predicate, BoundTag tag) : RowCombiner(predicate, tag.Column)
{
    public override string How => tag.Kind switch { TagKind.MaxMin => "/maxmin", TagKind.NoisyOr => "/noisyor", _ => $"/topk {tag.Proofs}" };

    public override Value? Combine(IReadOnlyList<RowPart> parts, out ProofSet? proofs)
    {
        proofs = tag.Kind == TagKind.TopK ? ProofSet.Any(parts.Select(static p => p.Proofs!), tag.Proofs) : null;
        double certainty = tag.Kind switch
        {
            TagKind.MaxMin => Values(parts)[^1].AsFloat64,
            TagKind.NoisyOr => NoisyOr(Values(parts)),
            _ => proofs!.Probability(),
        };
        return certainty > 0 ? Value.Float64(certainty) : null;
    }

    public override bool Supports(RowPart part, Value whole) => tag.Kind != TagKind.MaxMin || base.Supports(part, whole);

    /// <summary>1 - (1 - c1)(1 - c2)…, from the smallest certainty on.</summary>
    private static double NoisyOr(Value[] certainties)
    {
        double none = 1;
        foreach (Value certainty in certainties)
        {
            none *= 1 - certainty.AsFloat64;
        }

        return 1 - none;
    }
}

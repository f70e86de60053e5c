using CryptoScalp.Rules.Checker;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>When and by what each given row of a recorded run was told: what proofs of that run say of their given facts.</summary>
internal sealed class RecordedLedger(BoundProgram program)
{
    private readonly Dictionary<Fact, (EventTime At, string? Origin)> _rows = new(new FactsByKey(program));

    /// <summary>Takes a change of a committed transaction.</summary>
    public void Note(in FactChange change, EventTime at, string? origin)
    {
        if (change.Kind == ChangeKind.Assert)
        {
            _rows[change.Fact] = (at, origin);
        }
        else
        {
            _rows.Remove(change.Fact);
        }
    }

    /// <summary>The proofs that the run took, with its bounds and measures.</summary>
    public ProofOptions ProofsAs(ProofLimits limits, IReadOnlyDictionary<string, string> measures) => new()
    {
        MaxDepth = limits.Depth,
        MaxNodes = limits.Nodes,
        MaxMembers = limits.Members,
        OriginOf = fact => _rows.TryGetValue(fact, out (EventTime At, string? Origin) row) ? row.Origin : null,
        TimeOf = fact => _rows.TryGetValue(fact, out (EventTime At, string? Origin) row) ? row.At : null,
        MeasureOf = fact => FactMeasures.Of(measures, fact),
    };
}

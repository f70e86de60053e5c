using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A type that is being found: a union-find node whose root gathers the evidence of everything that must have the same type.</summary>
internal sealed class TypeNode
{
    private readonly List<TypeEvidence> _evidence = [];
    private TypeNode? _parent;

    /// <summary>An undeclared column is among what was united.</summary>
    public bool IsColumn { get; set; }

    /// <summary>It stands under arithmetic.</summary>
    public bool IsNumeric { get; set; }

    /// <summary>The first whole number written for it; such a literal fits any numeric type.</summary>
    public SourceSpan? WholeLiteral { get; set; }

    /// <summary>The first fraction written for it; such a literal fits /float64 and /dec8.</summary>
    public SourceSpan? FractionLiteral { get; set; }

    /// <summary>An undeclared column holds values of several kinds, which is allowed.</summary>
    public bool IsMixed { get; set; }

    /// <summary>A fault was reported: it fits everything.</summary>
    public bool IsFaulty { get; set; }

    /// <summary>At most one entry per distinct type, in the order found.</summary>
    public List<TypeEvidence> Evidence => _evidence;

    public TypeNode Root
    {
        get
        {
            TypeNode root = this;
            while (root._parent is { } parent)
            {
                root = parent;
            }

            for (TypeNode at = this; at._parent is { } next; at = next)
            {
                at._parent = root;
            }

            return root;
        }
    }

    /// <summary>The common kind of the evidence; null when there is none yet. Mixed and faulty classes are <see cref="TypeKind.Any"/> and <see cref="TypeKind.Error"/>.</summary>
    public TypeKind? Kind => Root switch
    {
        { IsFaulty: true } => TypeKind.Error,
        { IsMixed: true } => TypeKind.Any,
        { _evidence: [var first, ..] } => TypeKinds.KindOf(first.Type),
        _ => null,
    };

    public bool HasLiteral => Root is var root && (root.WholeLiteral ?? root.FractionLiteral) is not null;

    /// <summary>Makes <paramref name="other"/>'s root part of this root; both are roots. The caller has dealt with conflicts.</summary>
    public void Absorb(TypeNode other)
    {
        other._parent = this;
        IsColumn |= other.IsColumn;
        IsNumeric |= other.IsNumeric;
        IsMixed |= other.IsMixed;
        IsFaulty |= other.IsFaulty;
        WholeLiteral ??= other.WholeLiteral;
        FractionLiteral ??= other.FractionLiteral;
        foreach (TypeEvidence evidence in other._evidence)
        {
            Note(evidence);
        }
    }

    /// <summary>Adds evidence to this root unless its type is known already; a declaration takes the place of a weaker reason.</summary>
    public void Note(TypeEvidence evidence)
    {
        int same = _evidence.FindIndex(e => e.Type.Equals(evidence.Type));
        if (same < 0)
        {
            _evidence.Add(evidence);
        }
        else if (evidence.IsDeclared && !_evidence[same].IsDeclared)
        {
            _evidence[same] = evidence;
        }
    }
}

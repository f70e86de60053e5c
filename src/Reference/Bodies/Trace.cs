using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>How far the evaluation of a body came.</summary>
internal sealed class Trace
{
    private int _deepest = -1;

    /// <summary>The first literal of those that were reached last: where nothing was found, the one that fails. Null before any.</summary>
    public BoundLiteral? Furthest { get; private set; }

    public void Reach(int depth, BoundLiteral literal)
    {
        if (depth > _deepest)
        {
            (_deepest, Furthest) = (depth, literal);
        }
    }
}

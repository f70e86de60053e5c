using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A <c>param</c> while its type is being found.</summary>
internal sealed class ParamSymbol(string name, SourceSpan span)
{
    public string Name { get; } = name;

    public SourceSpan Span { get; } = span;

    public TypeNode Node { get; } = new();

    public DraftExpression? Value { get; set; }

    public DraftExpression? Low { get; set; }

    public DraftExpression? High { get; set; }

    /// <summary>The type of a finished program's param; null while it is being found.</summary>
    public BoundType? Settled { get; init; }

    public int Index { get; set; } = -1;
}

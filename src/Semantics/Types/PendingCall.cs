using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>How a built-in checks the types of its arguments and gives its result's.</summary>
internal delegate bool CallSignature(ReadOnlySpan<BoundType> arguments, out BoundType result, out string expected);

/// <summary>A call of a function or aggregate whose types are still being found.</summary>
internal sealed class PendingCall(string name, CallSignature signature, ImmutableArray<DraftExpression> arguments, TypeNode result, SourceSpan span, bool isAggregate = false)
{
    public string Name { get; } = name;

    public CallSignature Signature { get; } = signature;

    public ImmutableArray<DraftExpression> Arguments { get; } = arguments;

    public TypeNode Result { get; } = result;

    public SourceSpan Span { get; } = span;

    public bool IsAggregate { get; } = isAggregate;

    /// <summary>It stands as an argument of an atom: its result is a value of a column.</summary>
    public bool IsArgument { get; init; }

    /// <summary>Nothing more can be learned from this call.</summary>
    public bool IsDone { get; set; }

    public UnifySite Site => new(Span, $"'{Span.Text}'");
}

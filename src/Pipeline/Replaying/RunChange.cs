using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a what-if changes: source texts, so that they are typed by whatever program they meet.</summary>
public sealed record RunChange
{
    public static RunChange None { get; } = new();

    /// <summary>Parameter to the text of its value.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Changes of given facts on top of the recorded ones, <c>+fact</c> or <c>-fact</c>, without a full stop.</summary>
    public ImmutableArray<string> Facts { get; init; } = [];

    /// <summary>Rules instead of the recorded ones; empty to keep those.</summary>
    public ImmutableArray<SourceText> Rules { get; init; } = [];
}

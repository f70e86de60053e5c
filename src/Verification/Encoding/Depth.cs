using System.Collections.Immutable;

namespace CryptoScalp.Rules.Verification;

/// <summary>How often each recursive predicate was unfolded on the way to here.</summary>
internal readonly record struct Depth(ImmutableDictionary<int, int> Unfolded)
{
    public static Depth Top { get; } = new(ImmutableDictionary<int, int>.Empty);

    public int Of(int predicate) => Unfolded.GetValueOrDefault(predicate);

    public Depth Below(int predicate) => new(Unfolded.SetItem(predicate, Of(predicate) + 1));
}

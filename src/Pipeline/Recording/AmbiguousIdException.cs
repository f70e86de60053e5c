using System.Collections.Immutable;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>An id's beginning fits several records.</summary>
public sealed class AmbiguousIdException : Exception
{
    public AmbiguousIdException(string prefix, ImmutableArray<string> candidates)
        : base($"'{prefix}' is the beginning of several ids: {string.Join(", ", candidates)}") => Candidates = candidates;

    public ImmutableArray<string> Candidates { get; }
}

using System.Collections.Immutable;

namespace CryptoScalp.Rules.Models;

/// <summary>How a member of an ensemble is fed.</summary>
public enum MemberKind
{
    /// <summary>The whole window.</summary>
    Sequence,

    /// <summary>The whole window; gives the weight of each bar too.</summary>
    Attention,

    /// <summary>The newest row; a file a regime, in the order of <see cref="RegimeNames"/>.</summary>
    Regimes,

    /// <summary>The newest row with the regime, one-hot, behind it.</summary>
    Row,
}

/// <summary>One member: its name, how it is fed, its files.</summary>
public sealed record MemberManifest(string Name, MemberKind Kind, ImmutableArray<ModelFile> Files);

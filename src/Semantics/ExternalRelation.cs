using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A predicate that receives facts from outside (files, scripts, feeds) and what is known of its columns.</summary>
/// <param name="Predicate">Qualified name.</param>
/// <param name="Arity">Number of columns; <see cref="UnknownArity"/> for an empty file, which supplies a predicate without showing its columns.</param>
/// <param name="Columns">One per column, or empty when nothing is known.</param>
/// <param name="Origin">Where the facts come from, for messages: a file's name, "the script", "the feed".</param>
/// <param name="Place">The first of the facts, where they have a text; faults are reported there.</param>
public sealed record ExternalRelation(string Predicate, int Arity, ImmutableArray<ColumnEvidence> Columns, string Origin, SourceSpan? Place = null)
{
    /// <summary>The arity of a relation of which no row is known.</summary>
    public const int UnknownArity = -1;
}

/// <summary>What the facts of one column look like.</summary>
/// <param name="Seen">The sorts of literal seen; <see cref="ColumnLiterals.None"/> when nothing was.</param>
/// <param name="Type">The definite type, where the source has one; then <paramref name="Seen"/> does not matter.</param>
public readonly record struct ColumnEvidence(ColumnLiterals Seen, BoundType? Type = null);

/// <summary>Sorts of literal. A file's column with any text in it is text throughout, so its loader reports <see cref="String"/> alone.</summary>
[Flags]
public enum ColumnLiterals : byte
{
    None = 0,
    Integer = 1,
    Fraction = 2,
    Name = 4,
    String = 8,
}

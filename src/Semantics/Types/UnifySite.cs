using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Where two types must be one, for messages.</summary>
/// <param name="Span">The literal or expression that asks for it.</param>
/// <param name="What">Reads as a subject: "the two sides of '&lt;'", "argument 2 of 'p'".</param>
/// <param name="AllowsMixture">True for an undeclared column: without declarations it may hold several kinds of value.</param>
internal readonly record struct UnifySite(SourceSpan Span, string What, bool AllowsMixture = false);

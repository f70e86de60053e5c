namespace CryptoScalp.Rules.Primitives;

/// <summary>A labelled secondary place of a diagnostic.</summary>
public readonly record struct RelatedSpan(SourceSpan Span, string Label);

namespace CryptoScalp.Rules.Primitives;

/// <summary>A place in a source: what diagnostics, plans and proofs point at.</summary>
public readonly record struct SourceSpan(SourceText Source, TextSpan Span)
{
    public (int Line, int Column) Start => Source.Position(Span.Start);

    public (int Line, int Column) End => Source.Position(Span.End);

    /// <summary>The text that the span covers.</summary>
    public string Text => Source.Text.Substring(Span.Start, Math.Min(Span.Length, Source.Text.Length - Span.Start));

    /// <summary><c>strategies/arb.rules:12</c>.</summary>
    public string ToLocation() => $"{Source.Name}:{Start.Line}";

    /// <summary><c>arb.rules:12:5</c>.</summary>
    public override string ToString() => $"{Source.Path}:{Start.Line}:{Start.Column}";
}

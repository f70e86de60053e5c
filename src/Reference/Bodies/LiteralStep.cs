namespace CryptoScalp.Rules.Reference;

/// <summary>One literal: runs the rest of the body for every way it can hold.</summary>
internal abstract class LiteralStep : Step
{
    /// <summary>The rest of the body.</summary>
    public required Step Next { get; init; }
}

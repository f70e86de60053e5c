namespace CryptoScalp.Rules.Semantics;

/// <summary>Checks argument types and gives the result's; on false <paramref name="expected"/> says what would fit.</summary>
internal delegate bool TypeRule(ReadOnlySpan<BoundType> arguments, out BoundType result, out string expected);

/// <summary>The result's type, or null when the arguments do not fit.</summary>
internal delegate BoundType? TypeGiver(ReadOnlySpan<BoundType> arguments);

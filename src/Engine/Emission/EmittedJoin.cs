namespace CryptoScalp.Rules.Engine;

/// <summary>A join as machine code, bound to its rule's frame: runs from a row of its first atom (any number, for a body from nothing) and hands what it finds to the frame's sink.</summary>
internal delegate void EmittedJoin(int row);

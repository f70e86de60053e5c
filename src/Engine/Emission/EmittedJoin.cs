namespace CryptoScalp.Rules.Engine;

/// <summary>A join as machine code, bound to its rule's frame: runs from a row of its first atom (any number, for a body from nothing) and hands what it finds to the frame's sink.</summary>
/// <param name="row">Of the first atom.</param>
/// <param name="other">Where the first probe has been made already: the row that it found.</param>
internal delegate void EmittedJoin(int row, int other = 0);

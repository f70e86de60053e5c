using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>A row was asserted, or came to hold, at a time.</summary>
internal readonly record struct RowEvent(Value[] Row, long Time);

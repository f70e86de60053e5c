using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>What a negated literal looked for and did not find.</summary>
/// <param name="Predicate">Its qualified name.</param>
/// <param name="Arguments">One per column; null where any value would have denied.</param>
public sealed record AbsentPattern(string Predicate, ImmutableArray<Value?> Arguments)
{
    /// <summary><c>halted("BTCUSDT", _)</c>.</summary>
    public override string ToString() => $"{Predicate}({string.Join(", ", Arguments.Select(static a => a?.ToString() ?? "_"))})";
}

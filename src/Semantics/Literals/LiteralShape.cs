using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What a constant token means: a value whose type is settled, or a number that takes the type its context asks for.</summary>
internal readonly record struct LiteralShape(Value Settled, DecimalLiteral? Number)
{
    public static LiteralShape Of(Value value) => new(value, null);

    public static LiteralShape Of(DecimalLiteral number) => new(default, number);
}

namespace CryptoScalp.Rules.Primitives;

/// <summary>The kinds of values that facts hold. The numeric order is the order between kinds when values are sorted; journals persist it, so it is append-only.</summary>
public enum ValueKind : byte
{
    /// <summary>64-bit signed integer, <c>/number</c>.</summary>
    Number = 0,

    /// <summary>Finite IEEE double, <c>/float64</c>. NaN and infinities never become values; -0.0 is stored as 0.0.</summary>
    Float64 = 1,

    /// <summary><see cref="Primitives.Dec8"/>, <c>/dec8</c>.</summary>
    Dec8 = 2,

    /// <summary>A name constant such as <c>/binance</c> or <c>/v/1</c>; text includes the leading slash. Booleans are <c>/true</c> and <c>/false</c>.</summary>
    Name = 3,

    /// <summary>Unicode text.</summary>
    String = 4,

    /// <summary>Bytes.</summary>
    Bytes = 5,

    /// <summary>A moment: nanoseconds.</summary>
    Time = 6,

    /// <summary>A span of time: nanoseconds.</summary>
    Duration = 7,

    /// <summary>A list.</summary>
    List = 8,

    /// <summary>A map, entries sorted by key, keys distinct.</summary>
    Map = 9,

    /// <summary>A structure, fields sorted by field name, names distinct.</summary>
    Struct = 10,

    /// <summary>A pair.</summary>
    Pair = 11,
}

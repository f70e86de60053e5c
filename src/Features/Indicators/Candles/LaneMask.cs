using System.Numerics;

namespace CryptoScalp.Rules.Features;

/// <summary>For each of several candles in a row whether something holds.</summary>
/// <remarks>
/// <c>&amp;&amp;</c> stops where nothing holds in any lane, as it stops for a bool: patterns are rare, so most conditions are never looked at. <c>||</c>
/// stops where everything holds.
/// </remarks>
internal readonly struct LaneMask(Vector<long> lanes)
{
    private readonly Vector<long> _lanes = lanes;

    public static LaneMask operator &(LaneMask a, LaneMask b) => new(a._lanes & b._lanes);

    public static LaneMask operator |(LaneMask a, LaneMask b) => new(a._lanes | b._lanes);

    /// <summary>Where one holds and the other does not.</summary>
    public static LaneMask operator ^(LaneMask a, LaneMask b) => new(a._lanes ^ b._lanes);

    public static LaneMask operator !(LaneMask a) => new(~a._lanes);

    public static bool operator true(LaneMask a) => Vector.EqualsAll(a._lanes, Vector<long>.AllBitsSet);

    public static bool operator false(LaneMask a) => Vector.EqualsAll(a._lanes, Vector<long>.Zero);

    /// <summary>The first where this holds, else the second.</summary>
    public LaneMask Choose(LaneMask yes, LaneMask no) => new(Vector.ConditionalSelect(_lanes, yes._lanes, no._lanes));

    /// <inheritdoc cref="Choose(LaneMask, LaneMask)"/>
    public Lanes Choose(Lanes yes, Lanes no) => new(Vector.ConditionalSelect(_lanes, yes.Values, no.Values));
}

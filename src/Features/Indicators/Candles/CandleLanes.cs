using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Features;

/// <summary>Several bars in a row as candles. A close equal to the open counts as white.</summary>
/// <remarks>Four columns of prices, so far apart; open, high, low, close.</remarks>
internal readonly ref struct CandleLanes(ref readonly double open, nint stride)
{
    private readonly ref readonly double _open = ref open;
    private readonly nint _stride = stride;

    public Lanes Open => Lanes.Load(in _open);

    public Lanes High => Column(1);

    public Lanes Low => Column(2);

    public Lanes Close => Column(3);

    public LaneMask IsWhite => Close >= Open;

    public LaneMask IsBlack => Close < Open;

    public Lanes Body => Lanes.Abs(Close - Open);

    public Lanes Top => Lanes.Max(Close, Open);

    public Lanes Bottom => Lanes.Min(Close, Open);

    public Lanes UpperShadow => High - Top;

    public Lanes LowerShadow => Bottom - Low;

    public Lanes Range => High - Low;

    /// <summary>The body lies wholly above the other's.</summary>
    public LaneMask BodyGapsAbove(CandleLanes other) => Bottom > other.Top;

    /// <summary>The body lies wholly below the other's.</summary>
    public LaneMask BodyGapsBelow(CandleLanes other) => Top < other.Bottom;

    /// <summary>The body lies strictly within the other's.</summary>
    public LaneMask IsWithinBodyOf(CandleLanes other) => Top < other.Top && Bottom > other.Bottom;

    /// <summary>One is white, the other black.</summary>
    public LaneMask IsOpposite(CandleLanes other) => IsWhite ^ other.IsWhite;

    public LaneMask IsAlike(CandleLanes other) => !IsOpposite(other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Measure(CandleMeasure measure) => measure switch
    {
        CandleMeasure.Body => Body,
        CandleMeasure.Range => Range,
        _ => UpperShadow + LowerShadow,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes Column(int column) => Lanes.Load(in Unsafe.Add(ref Unsafe.AsRef(in _open), column * _stride));
}

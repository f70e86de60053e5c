namespace CryptoScalp.Rules.Features;

/// <summary>One bar as a candle. A close equal to the open counts as white.</summary>
/// <remarks>Prices are finite, so the machine's own minimum and maximum, one instruction each, serve.</remarks>
internal readonly record struct Candle(double Open, double High, double Low, double Close)
{
    public bool IsWhite => Close >= Open;

    public bool IsBlack => Close < Open;

    /// <summary>1 for white, -1 for black.</summary>
    public int Colour => IsWhite ? 1 : -1;

    public double Body => Math.Abs(Close - Open);

    public double Top => double.MaxNative(Close, Open);

    public double Bottom => double.MinNative(Close, Open);

    public double UpperShadow => High - Top;

    public double LowerShadow => Bottom - Low;

    public double Range => High - Low;

    /// <summary>The body lies wholly above the other's.</summary>
    public bool BodyGapsAbove(in Candle other) => Bottom > other.Top;

    /// <summary>The body lies wholly below the other's.</summary>
    public bool BodyGapsBelow(in Candle other) => Top < other.Bottom;

    /// <summary>The body lies strictly within the other's.</summary>
    public bool IsWithinBodyOf(in Candle other) => Top < other.Top && Bottom > other.Bottom;

    public double Measure(CandleMeasure measure) => measure switch
    {
        CandleMeasure.Body => Body,
        CandleMeasure.Range => Range,
        _ => UpperShadow + LowerShadow,
    };
}

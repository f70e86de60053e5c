namespace CryptoScalp.Rules.Features;

/// <summary>One bar as a candle. A close equal to the open counts as white.</summary>
internal readonly record struct Candle(double Open, double High, double Low, double Close)
{
    public bool IsWhite => Close >= Open;

    public bool IsBlack => Close < Open;

    /// <summary>1 for white, -1 for black.</summary>
    public int Colour => IsWhite ? 1 : -1;

    public double Body { get; } = Math.Abs(Close - Open);

    public double Top { get; } = Close >= Open ? Close : Open;

    public double Bottom { get; } = Close >= Open ? Open : Close;

    public double UpperShadow { get; } = High - (Close >= Open ? Close : Open);

    public double LowerShadow { get; } = (Close >= Open ? Open : Close) - Low;

    public double Range { get; } = High - Low;

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

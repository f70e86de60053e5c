namespace CryptoScalp.Rules.Features;

/// <summary>An indicator that a <see cref="CandleBatch"/> can run beside others.</summary>
internal interface ICandlePattern
{
    CandleShape Shape { get; }

    /// <summary>Makes the outputs from the signs of the shape, which are NaN before its lookback.</summary>
    void Follow(in IndicatorSeries series, Span<double> signs);
}

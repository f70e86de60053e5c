using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>A closed bar over [<paramref name="OpenTime"/>, <paramref name="OpenTime"/> + <paramref name="LengthNs"/>).</summary>
/// <remarks>A bar's event carries its close time: before that moment nobody could know the bar.</remarks>
public readonly record struct Bar(EventTime OpenTime, long LengthNs, Dec8 Open, Dec8 High, Dec8 Low, Dec8 Close, Dec8 Volume)
{
    /// <summary>The end of the bar, exclusive.</summary>
    public EventTime CloseTime => new(OpenTime.Nanoseconds + LengthNs);
}

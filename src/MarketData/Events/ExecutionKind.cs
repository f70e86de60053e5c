namespace CryptoScalp.Rules.MarketData;

/// <summary>How a futures trade came about (Binance's <c>X</c>); spot trades do not say.</summary>
public enum ExecutionKind : byte
{
    /// <summary>The source does not say.</summary>
    Unstated = 0,

    /// <summary>An ordinary trade on the book (<c>MARKET</c>).</summary>
    Market = 1,

    /// <summary>Taken over by the insurance fund (<c>INSURANCE_FUND</c>).</summary>
    InsuranceFund = 2,

    /// <summary>Automatic deleveraging (<c>ADL</c>).</summary>
    AutoDeleveraging = 3,

    /// <summary>Any other text, for example <c>NA</c>.</summary>
    Other = 4,
}

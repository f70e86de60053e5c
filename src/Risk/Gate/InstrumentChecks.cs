namespace CryptoScalp.Rules.Risk;

/// <summary>Does the venue take this kind of order for the instrument at all?</summary>
internal static class InstrumentChecks
{
    public static void Check(OrderIntent order, InstrumentFilters filters, ViolationList violations)
    {
        if (!filters.IsTrading)
        {
            violations.Add(RiskCode.InstrumentNotTrading);
        }

        if (order.IsMarket && !filters.AllowsMarketOrders)
        {
            violations.Add(RiskCode.OrderTypeUnsupported, new RiskDetail("type", "market"), new RiskDetail("supported", "limit"));
        }
    }
}

using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Takes a decision to its end: orders, rounding to the venue's steps, the risk gate, fills. All legs of a decision pass the gate, or none is sent.</summary>
internal sealed class OrderDesk(RiskState risk, IntentMapper mapper, PaperBroker broker, Func<InstrumentId, Quote?> quoteOf)
{
    /// <summary>What the gate said of each order of a decision; nothing has been sent yet.</summary>
    public (IntentPlan Plan, ImmutableArray<RiskVerdict> Verdicts) Review(Decision decision)
    {
        IntentPlan plan = mapper.Map(decision);
        return (plan, [.. plan.Orders.Select(ReviewOrder)]);
    }

    /// <summary>Fills the accepted orders. An entry of several legs is sent only when every leg was accepted; exits go leg by leg.</summary>
    public ImmutableArray<Fill> Send(ImmutableArray<RiskVerdict> verdicts)
    {
        bool wholeOnly = verdicts.Any(static v => v.Order.Action == OrderAction.Entry);
        if (wholeOnly && verdicts.Any(static v => !v.IsAccepted))
        {
            return [];
        }

        ImmutableArray<Fill>.Builder fills = ImmutableArray.CreateBuilder<Fill>();
        foreach (RiskVerdict verdict in verdicts.Where(static v => v.IsAccepted))
        {
            risk.OrderSent(verdict.Order.At);
            if (broker.TryFill(verdict.Order, quoteOf(verdict.Order.Instrument), ContractSizeOf(verdict.Order.Instrument)) is { } fill)
            {
                risk.ApplyFill(fill);
                fills.Add(fill);
            }
        }

        return fills.DrainToImmutable();
    }

    private RiskVerdict ReviewOrder(OrderIntent order)
    {
        if (!risk.Instruments.TryGet(order.Instrument, out InstrumentFilters? filters))
        {
            return RiskGate.Check(order, risk);
        }

        SizedOrder sized = OrderSizer.RoundToFilters(order, filters);
        RiskVerdict verdict = RiskGate.Check(sized.Order, risk);
        return verdict with { Adjustments = [.. sized.Adjustments, .. verdict.Adjustments] };
    }

    private Dec8 ContractSizeOf(InstrumentId instrument) =>
        risk.Instruments.TryGet(instrument, out InstrumentFilters? filters) ? filters.ContractSize : Dec8.One;
}

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
        SizedOrder[] sized = [.. plan.Orders.Select(static o => new SizedOrder(o, [])).Select(Round)];
        MatchLegs(sized);
        return (plan, Judge(sized));
    }

    /// <summary>Fills the accepted orders. An entry of several legs is sent only when every leg was accepted and has a price; exits go leg by leg.</summary>
    public ImmutableArray<Fill> Send(ImmutableArray<RiskVerdict> verdicts)
    {
        bool wholeOnly = verdicts.Any(static v => v.Order.Action == OrderAction.Entry);
        if (wholeOnly && verdicts.Any(static v => !v.IsAccepted))
        {
            return [];
        }

        Fill?[] fills = [.. verdicts.Where(static v => v.IsAccepted).Select(v => FillOf(v.Order))];
        if (wholeOnly && fills.Contains(null))
        {
            return [];
        }

        ImmutableArray<Fill> sent = [.. fills.OfType<Fill>()];
        foreach (Fill fill in sent)
        {
            risk.OrderSent(fill.At);
            risk.ApplyFill(fill);
        }

        return sent;
    }

    private Fill? FillOf(OrderIntent order) => broker.TryFill(order, quoteOf(order.Instrument), ContractSizeOf(order.Instrument));

    /// <summary>
    /// The legs of an entry trade one size, the smallest that any venue's lot step leaves: otherwise a hedge would begin with a remainder.
    /// Two passes settle it where one lot step divides the other; a leg that still differs stands as it is and is seen in the verdicts.
    /// </summary>
    private void MatchLegs(SizedOrder[] legs)
    {
        for (int pass = 0; pass < 2 && legs.Length > 1 && legs[0].Order.Action == OrderAction.Entry; pass++)
        {
            Dec8 smallest = legs.Min(static l => l.Order.Quantity);
            for (int i = 0; i < legs.Length; i++)
            {
                legs[i] = Round(legs[i] with { Order = legs[i].Order with { Quantity = smallest } });
            }
        }
    }

    private SizedOrder Round(SizedOrder leg)
    {
        if (!risk.Instruments.TryGet(leg.Order.Instrument, out InstrumentFilters? filters))
        {
            return leg;
        }

        SizedOrder rounded = OrderSizer.RoundToFilters(leg.Order, filters);
        return rounded with { Adjustments = [.. leg.Adjustments, .. rounded.Adjustments] };
    }

    /// <summary>Each leg is judged as if those before it were sent: together they must not break what each alone would keep.</summary>
    private ImmutableArray<RiskVerdict> Judge(SizedOrder[] legs)
    {
        IReadOnlyList<RiskVerdict> verdicts = RiskGate.CheckTogether([.. legs.Select(static l => l.Order)], risk);
        return [.. verdicts.Select((v, i) => v with { Adjustments = [.. legs[i].Adjustments, .. v.Adjustments] })];
    }

    private Dec8 ContractSizeOf(InstrumentId instrument) =>
        risk.Instruments.TryGet(instrument, out InstrumentFilters? filters) ? filters.ContractSize : Dec8.One;
}

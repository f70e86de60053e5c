using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>The one gate that every order passes. Looks, decides and says why; changes nothing.</summary>
/// <remarks>
/// Entries are held against every check, and all violations are listed; an entry is never changed. Exits and reduce-only orders
/// are refused only where they are impossible. Cancels always pass. What cannot be computed counts as a violation: unsure means no.
/// </remarks>
public static class RiskGate
{
    public static RiskVerdict Check(OrderIntent order, RiskState state)
    {
        if (order.Action == OrderAction.Cancel)
        {
            return new RiskVerdict(order, [], []);
        }

        return order.GivesUpRisk ? ExitReview.Check(order, state) : CheckEntry(order, state);
    }

    /// <summary>
    /// Checks the legs of one decision, each as if the accepted ones before it were already sent and working: legs that pass alone can
    /// break a limit together. One verdict per leg, in order. The state is as before afterwards.
    /// </summary>
    public static ImmutableArray<RiskVerdict> CheckTogether(IReadOnlyList<OrderIntent> legs, RiskState state)
    {
        ImmutableArray<RiskVerdict>.Builder verdicts = ImmutableArray.CreateBuilder<RiskVerdict>(legs.Count);
        Stack<OrderIntent> assumed = new();
        try
        {
            foreach (OrderIntent leg in legs)
            {
                RiskVerdict verdict = Check(leg, state);
                verdicts.Add(verdict);
                if (verdict.IsAccepted && leg.Action != OrderAction.Cancel)
                {
                    state.Assume(verdict.Order);
                    assumed.Push(verdict.Order);
                }
            }
        }
        finally
        {
            foreach (OrderIntent order in assumed)
            {
                state.Release(order);
            }
        }

        return verdicts.DrainToImmutable();
    }

    private static RiskVerdict CheckEntry(OrderIntent order, RiskState state)
    {
        ViolationList violations = new(order.Instrument);
        TradingChecks.Check(order, state, violations);
        if (!state.Instruments.TryGet(order.Instrument, out InstrumentFilters? filters))
        {
            violations.Add(RiskCode.InstrumentUnknown);
            QuantityChecks.CheckSign(order.Quantity, violations);
            return new RiskVerdict(order, violations.ToSorted(), []);
        }

        Position position = state.Positions.Get(order.Instrument);
        Dec8? mark = MarkChecks.Check(order, position, state.Limits, violations);
        InstrumentChecks.Check(order, filters, violations);
        QuantityChecks.Check(order, filters, violations);
        PriceChecks.Check(order, filters, mark, state.Limits, violations);
        if (mark is { } known && order.Quantity.Raw > 0 && order.LimitPrice is null or { Raw: > 0 })
        {
            EntryReview review = new(order, filters, position, known, state);
            NotionalChecks.Check(review, violations);
            PositionChecks.Check(review, violations);
            ExposureChecks.Check(review, violations);
        }

        return new RiskVerdict(order, violations.ToSorted(), []);
    }
}

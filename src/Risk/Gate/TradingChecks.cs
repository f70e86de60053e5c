using static CryptoScalp.Rules.Risk.ViolationList;

namespace CryptoScalp.Rules.Risk;

/// <summary>May anything be entered at all? Operator's switch, kill switches, order rate, a book that can be trusted.</summary>
internal static class TradingChecks
{
    public static void Check(OrderIntent order, RiskState state, ViolationList violations)
    {
        switch (state.Trading)
        {
            case TradingState.Active:
                break;
            case TradingState.Reducing:
                violations.Add(RiskCode.TradingStateReducing);
                break;
            default:
                violations.Add(RiskCode.TradingHalted);
                break;
        }

        if (!state.Positions.IsConsistent)
        {
            violations.Add(RiskCode.PositionsInconsistent);
        }

        int sent = state.OrdersInWindow(order.At);
        if (sent >= state.Limits.MaxOrders)
        {
            violations.Add(
                RiskCode.RateLimitExceeded, Detail("sent", sent), Detail("max", state.Limits.MaxOrders), Detail("window_ms", state.Limits.MaxOrdersWindowMs));
        }

        foreach (KillSwitch killSwitch in state.KillSwitches)
        {
            Check(killSwitch, violations);
        }
    }

    private static void Check(KillSwitch killSwitch, ViolationList violations)
    {
        if (!killSwitch.IsTripped)
        {
            return;
        }

        KillSwitchLimit limit = killSwitch.Limit;
        List<RiskDetail> details =
        [
            new("baseline", limit.Baseline.ToString().ToLowerInvariant()),
            Detail("baseline_equity", killSwitch.TrippedBaseline),
            Detail("equity", killSwitch.TrippedEquity),
            Detail("at_ns", killSwitch.TrippedAt.Nanoseconds),
        ];
        if (limit.MaxLoss is { } amount)
        {
            details.Add(Detail("max_loss", amount));
        }

        if (limit.MaxLossFraction is { } fraction)
        {
            details.Add(Detail("max_loss_fraction", fraction));
        }

        violations.Add(limit.Baseline == LossBaseline.Peak ? RiskCode.DrawdownExceedsLimit : RiskCode.LossExceedsLimit, [.. details]);
    }
}

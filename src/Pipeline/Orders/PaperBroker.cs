using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Fills accepted orders at once and in full at the touch, with the venue's taker fee. What that leaves out is said in the run's summary.</summary>
/// <param name="session">The rules that decide now; their fees are charged.</param>
internal sealed class PaperBroker(Func<IRuleSession> session)
{
    private static readonly Value _taker = Value.Name("/taker");

    /// <summary>Null when there is no price, or a product does not fit: then nothing was filled.</summary>
    public Fill? TryFill(OrderIntent order, Quote? quote, Dec8 contractSize)
    {
        if (quote is not { } top)
        {
            return null;
        }

        Dec8 price = order.Side == OrderSide.Buy ? top.AskPrice : top.BidPrice;
        return TryFee(order, price, contractSize, out Dec8 fee)
            ? new Fill(order.Instrument, order.Side, order.Quantity, price, fee, order.At)
            : null;
    }

    private bool TryFee(OrderIntent order, Dec8 price, Dec8 contractSize, out Dec8 fee)
    {
        fee = default;
        return Dec8.TryMultiply(price, order.Quantity, out Dec8 units)
            && Dec8.TryMultiply(units, contractSize, out Dec8 notional)
            && Dec8.TryMultiply(notional, RateOf(order.Instrument.Venue), out fee);
    }

    /// <summary>The program's own <c>fee(Venue, /taker, Rate)</c>, so that rules and fills use one number.</summary>
    private Dec8 RateOf(string venue)
    {
        Value name = Value.Name(venue);
        foreach (Fact fact in session().FactsOf("fee"))
        {
            if (fact.Arguments is [var v, var role, { Kind: ValueKind.Dec8 } rate] && v == name && role == _taker)
            {
                return rate.AsDec8;
            }
        }

        return Dec8.Zero;
    }
}

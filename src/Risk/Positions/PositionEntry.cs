using System.Numerics;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>The book's own record of one instrument. <see cref="PositionBook"/> changes it only after every sum was seen to fit.</summary>
internal sealed class PositionEntry(InstrumentId instrument, Dec8 contractSize)
{
    public InstrumentId Instrument { get; } = instrument;

    public Dec8 ContractSize { get; } = contractSize;

    public Dec8 Quantity { get; set; }

    public Amount Cost { get; set; }

    public Dec8? Mark { get; set; }

    public EventTime MarkAt { get; set; }

    /// <summary>quantity × mark × contract size.</summary>
    public Amount Value { get; set; }

    public Position ToPosition() => new(Instrument, Quantity, Cost, Mark, MarkAt, ContractSize);

    /// <summary>The quantity after a signed change; false on overflow.</summary>
    public bool TryQuantityAfter(Int128 change, out Dec8 after)
    {
        Int128 raw = Quantity.Raw + change;
        bool fits = Int128.Abs(raw) <= long.MaxValue;
        after = fits ? new Dec8((long)raw) : default;
        return fits;
    }

    /// <summary>
    /// The cost after a fill. Adding adds the notional exactly. Closing takes away the closed share of the cost, rounded half to
    /// even at 1e-24, so that what remains keeps its average; closing all takes away all. Turning opens at the fill's price.
    /// </summary>
    public bool TryCostAfter(Fill fill, Dec8 after, out Amount cost)
    {
        int before = Math.Sign(Quantity.Raw);
        int side = fill.Side == OrderSide.Buy ? 1 : -1;
        if (before == -side && Math.Sign(after.Raw) != side)
        {
            cost = Share(Cost, after.Raw, Quantity.Raw);
            return true;
        }

        Dec8 opened = before == -side ? after : new Dec8(side * fill.Quantity.Raw);
        cost = default;
        return Amount.TryNotional(fill.Price, opened, ContractSize, out Amount notional)
            && Amount.TryAdd(before == -side ? Amount.Zero : Cost, notional, out cost);
    }

    /// <summary>cost × part / whole, where |part| is at most |whole|: the product needs 192 bits.</summary>
    private static Amount Share(Amount cost, long part, long whole)
    {
        BigInteger product = (BigInteger)cost.Raw * part;
        BigInteger quotient = BigInteger.DivRem(product, whole, out BigInteger remainder);
        int half = BigInteger.Abs(remainder * 2).CompareTo(BigInteger.Abs(whole));
        bool away = half > 0 || (half == 0 && !quotient.IsEven);
        return new Amount((Int128)(away ? quotient + (product.Sign * Math.Sign(whole)) : quotient));
    }
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What rules were last told of a value that a computation renews: a feature, a call.</summary>
/// <remarks>Where the program declares a <c>ttl</c>, a value that stays the same is told again once half of it has passed, so that only silence lets it expire.</remarks>
internal sealed class TrackedValue(SuppliedRow row)
{
    private double _told = double.NaN;
    private EventTime _toldAt;

    /// <summary>Appends a change where the value differs to the bit, or is due to be told again; NaN is no fact.</summary>
    public void Tell(double value, EventTime now, RowChanges changes)
    {
        if (double.IsNaN(value) ? double.IsNaN(_told) : IsTold(value, now))
        {
            return;
        }

        (_told, _toldAt) = (value, now);
        if (Value.TryFloat64(value, out Value number))
        {
            changes.Assert(row, number);
        }
        else
        {
            changes.Retract(row);
        }
    }

    private bool IsTold(double value, EventTime now) =>
        BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(_told) && now.Nanoseconds - _toldAt.Nanoseconds < row.Life.RenewAfterNs;
}

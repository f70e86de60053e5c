using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What rules were last told of a value that a computation renews: a feature, a call.</summary>
internal sealed class TrackedValue(SuppliedRow row)
{
    private double _told = double.NaN;

    /// <summary>Appends a change where the value differs to the bit; NaN is no fact.</summary>
    public void Tell(double value, RowChanges changes)
    {
        if (BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(_told) || (double.IsNaN(value) && double.IsNaN(_told)))
        {
            return;
        }

        _told = value;
        if (Value.TryFloat64(value, out Value number))
        {
            changes.Assert(row, number);
        }
        else
        {
            changes.Retract(row);
        }
    }
}

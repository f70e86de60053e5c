using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What rules were last told of one call.</summary>
internal sealed class CalledValue(Value symbol, Value call)
{
    private double _told = double.NaN;

    /// <summary>Its text.</summary>
    public string Call => call.AsText;

    /// <summary>Appends a change where the value differs to the bit; NaN is no fact.</summary>
    public void Tell(double value, List<FactChange> changes)
    {
        if (BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(_told) || (double.IsNaN(value) && double.IsNaN(_told)))
        {
            return;
        }

        _told = value;
        changes.Add(Value.TryFloat64(value, out Value number)
            ? FactChange.Assert(new Fact(FeatureCalls.Predicate, symbol, call, number))
            : FactChange.Retract(new Fact(FeatureCalls.Predicate, symbol, call)));
    }
}

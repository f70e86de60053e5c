using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A row as the rules were last told it. One object a row, written over.</summary>
internal sealed class ToldRow(SuppliedRow row)
{
    private Value[] _values = [];
    private int _count;

    public SuppliedRow Row => row;

    /// <summary>Changed since the mirror was last told of it.</summary>
    public bool IsMarked { get; set; }

    /// <summary>False once it was taken back.</summary>
    public bool Holds { get; private set; }

    public EventTime At { get; private set; }

    public FactOrigin Origin { get; private set; }

    public ReadOnlySpan<Value> Values => _values.AsSpan(0, _count);

    public void Tell(ReadOnlySpan<Value> values, EventTime at, in FactOrigin origin)
    {
        if (_values.Length < values.Length)
        {
            _values = new Value[values.Length];
        }

        values.CopyTo(_values);
        (_count, Holds, At, Origin) = (values.Length, true, at, origin);
    }

    public ToldRow Copy()
    {
        ToldRow copy = new(row);
        copy.Tell(Values, At, Origin);
        return copy;
    }

    public void TakeBack() => Holds = false;
}

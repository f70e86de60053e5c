using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The last change of one row that the reader has taken and not yet committed. One object a row, written over.</summary>
internal sealed class MirrorRow(string predicate)
{
    private Value[] _values = [];
    private int _count;

    public bool IsPending { get; private set; }

    public EventTime At { get; private set; }

    public FactOrigin Origin { get; private set; }

    private ChangeKind Kind { get; set; }

    public void Take(in MirrorEntry entry, ReadOnlySpan<Value> values)
    {
        if (_values.Length < values.Length)
        {
            _values = new Value[values.Length];
        }

        values.CopyTo(_values);
        (_count, IsPending, At, Origin) = (values.Length, true, entry.At, entry.Origin);
        Kind = entry.Kind == MirrorEntryKind.Retract ? ChangeKind.Retract : ChangeKind.Assert;
    }

    public FactChange Commit()
    {
        IsPending = false;
        return new FactChange(Kind, new Fact(predicate, _values.AsSpan(0, _count).ToArray()));
    }
}

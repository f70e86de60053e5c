using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Any aggregate, from all members by the built-in itself: what rounds, and what depends on order or on event times.</summary>
/// <remarks>Keeps nothing of a group; the buffers hold one group at a time and are used again.</remarks>
internal sealed class FromMembers(AggregateFunction function, CellKind[] arguments, CellKind result, Interner interner) : GroupAggregate
{
    private readonly MemberColumns _members = new(arguments.Length);
    private readonly Value[] _values = new Value[arguments.Length];

    public override CellKind ResultKind => result;

    public override void Grow(int groups)
    {
    }

    public override void Clear(int group)
    {
    }

    public override void Count(int group, ReadOnlySpan<long> arguments, int sign)
    {
    }

    public override bool NeedsMembers(int group) => true;

    public override void BeginMembers(int group, int count) => _members.Clear();

    public override void TakeMember(int group, ReadOnlySpan<long> cells, EventTime time)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = interner.Decode(cells[i], arguments[i]);
        }

        _members.Add(_values, time);
    }

    public override bool TryResult(int group, long members, out long cell)
    {
        cell = 0;
        return function.TryAggregate(_members, out Value value) && interner.TryEncode(value, result, out cell);
    }
}

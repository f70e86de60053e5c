using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>For which keys a rule with hysteresis held after the last transaction that stands.</summary>
/// <remarks>Read while a transaction is evaluated; replaced by <see cref="Remember"/> when it stands, so that one that is rolled back leaves it.</remarks>
internal sealed class Episodes
{
    private readonly RuleRunner _rule;
    private readonly Expression[] _key;
    private readonly KeySink _sink;
    private HashSet<RowKey> _held = [];
    private HashSet<RowKey> _found = [];

    public Episodes(RuleRunner rule, BoundHysteresis hysteresis)
    {
        _rule = rule;
        _key = Expression.Of(hysteresis.Key);
        _sink = new KeySink(this);
    }

    /// <summary>True when the last transaction that stands began or ended an episode: the same facts may derive more, or less, next time.</summary>
    public bool HasMoved { get; private set; }

    /// <summary>True when the rule held before for the key of this substitution.</summary>
    public bool Holds(Frame frame) => _held.Count > 0 && TryKey(frame, out RowKey key) && _held.Contains(key);

    /// <summary>Notes for which keys the rule holds in the new state.</summary>
    public void Remember()
    {
        long failures = _rule.Frame.Failures;
        _found.Clear();
        _rule.Whole.Run(_rule.See(RowView.New, _sink));
        _rule.Frame.Failures = failures;
        HasMoved = !_found.SetEquals(_held);
        (_held, _found) = (_found, _held);
    }

    private bool TryKey(Frame frame, out RowKey key)
    {
        Value[] values = new Value[_key.Length];
        bool fine = true;
        for (int i = 0; i < values.Length && fine; i++)
        {
            fine = _key[i].TryEvaluate(frame, out values[i]);
        }

        key = new RowKey(values);
        return fine;
    }

    private sealed class KeySink(Episodes owner) : ISolutionSink
    {
        public void Accept(Frame frame)
        {
            if (owner.TryKey(frame, out RowKey key))
            {
                owner._found.Add(key);
            }
        }
    }
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The variables of one clause, query or test: name to slot, and a type per slot.</summary>
internal sealed class RuleScope
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<TypeNode> _nodes = [];
    private int _lowered;

    public IReadOnlyList<string> Names => _names;

    public IReadOnlyList<TypeNode> Nodes => _nodes;

    public bool IsFaulty { get; set; }

    public bool Knows(string name) => _slots.ContainsKey(name);

    /// <summary>The slot of a variable; every <c>_</c> gets its own.</summary>
    public int SlotOf(string name)
    {
        if (name == "_")
        {
            return Add(name);
        }

        if (!_slots.TryGetValue(name, out int slot))
        {
            slot = Add(name);
            _slots.Add(name, slot);
        }

        return slot;
    }

    /// <summary>A slot for an expression that was lowered out of its place.</summary>
    public DraftVariable Fresh(SourceSpan span)
    {
        string name = $"_e{++_lowered}";
        int slot = Add(name);
        return new DraftVariable(slot, name, span, _nodes[slot]);
    }

    private int Add(string name)
    {
        _names.Add(name);
        _nodes.Add(new TypeNode());
        return _names.Count - 1;
    }
}

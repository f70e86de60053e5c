using System.Numerics;
using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>The layers that a transaction must look at: those that touched relations concern, one bit each. Asked for lowest first.</summary>
internal sealed class DueLayers
{
    private readonly ulong[] _due;
    private readonly ulong[] _always;
    private readonly ulong[] _all;

    /// <summary>By predicate id: the layers that derive or read it.</summary>
    private readonly int[][] _concerned;

    /// <param name="plan">Gives layers and what they read.</param>
    /// <param name="always">By layer: looked at in every transaction.</param>
    public DueLayers(RulePlan plan, bool[] always)
    {
        _due = new ulong[(plan.Strata.Length + 63) / 64];
        _always = new ulong[_due.Length];
        _all = new ulong[_due.Length];
        for (int i = 0; i < plan.Strata.Length; i++)
        {
            _all[i >> 6] |= 1UL << i;
            _always[i >> 6] |= always[i] ? 1UL << i : 0;
        }

        _concerned = [.. plan.Predicates.Select(p => Enumerable.Range(0, plan.Strata.Length)
            .Where(i => plan.Strata[i].Predicates.Contains(p.Id) || plan.Strata[i].Reads.Contains(p.Id)).ToArray())];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(bool all) => (all ? _all : _always).CopyTo(_due, 0);

    /// <summary>A predicate was touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Wake(int predicate)
    {
        foreach (int layer in _concerned[predicate])
        {
            _due[layer >> 6] |= 1UL << layer;
        }
    }

    /// <summary>The first layer from this one on that is due, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int from)
    {
        for (int word = from >> 6; word < _due.Length; word++)
        {
            ulong bits = _due[word] & (word == from >> 6 ? ulong.MaxValue << from : ulong.MaxValue);
            if (bits != 0)
            {
                return (word << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return -1;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>The layers that a transaction must look at: those that read or derive what was touched, one bit each. Asked for lowest first.</summary>
internal sealed class DueLayers
{
    private readonly ulong[] _due;
    private readonly ulong[] _always;
    private readonly ulong[] _all;

    /// <summary>By predicate id: the layers that read it, and the columns that they read.</summary>
    private readonly (int Layer, ulong Columns)[][] _reading;

    /// <summary>By predicate id: the layer that derives it, or -1.</summary>
    private readonly int[] _deriving;

    /// <param name="layers">Lowest first.</param>
    /// <param name="predicates">How many there are.</param>
    /// <param name="always">By layer: looked at in every transaction.</param>
    public DueLayers(StratumEvaluator[] layers, int predicates, bool[] always)
    {
        _due = new ulong[(layers.Length + 63) / 64];
        _always = new ulong[_due.Length];
        _all = new ulong[_due.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            _all[i >> 6] |= 1UL << i;
            _always[i >> 6] |= always[i] ? 1UL << i : 0;
        }

        _reading = [.. Enumerable.Range(0, predicates).Select(p => layers.Select((layer, i) => (Layer: i, Columns: layer.ColumnsReadOf(p))).Where(static r => r.Columns is not null).Select(static r => (r.Layer, r.Columns!.Value)).ToArray())];
        _deriving = [.. Enumerable.Range(0, predicates).Select(p => Array.FindIndex(layers, layer => layer.Stratum.Predicates.Contains(p)))];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(bool all)
    {
        ulong[] from = all ? _all : _always, due = _due;
        for (int i = 0; i < due.Length; i++)
        {
            due[i] = from[i];
        }
    }

    /// <summary>A predicate was touched.</summary>
    /// <param name="predicate">Its id.</param>
    /// <param name="columns">See <see cref="Table.ChangedColumns"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Wake(int predicate, ulong columns)
    {
        if (_deriving[predicate] is >= 0 and int deriving)
        {
            _due[deriving >> 6] |= 1UL << deriving;
        }

        foreach ((int layer, ulong read) in _reading[predicate])
        {
            _due[layer >> 6] |= (columns & read) != 0 || columns == ulong.MaxValue ? 1UL << layer : 0;
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

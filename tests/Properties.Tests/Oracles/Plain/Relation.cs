using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>The rows of one predicate, each with the height of its shallowest derivation and that one's event time.</summary>
internal sealed class Relation
{
    private readonly Dictionary<Fact, (int Height, long Time)> _rows = [];
    private readonly Dictionary<int, ILookup<Value, Fact>> _byColumn = [];

    public IReadOnlyCollection<Fact> Rows => _rows.Keys;

    public (int Height, long Time) this[Fact row] => _rows[row];

    public bool Has(Fact row) => _rows.ContainsKey(row);

    /// <summary>Those with a value in a column. What is sorted by columns is made when first asked for, and anew once a row came.</summary>
    public IEnumerable<Fact> With(int column, Value value)
    {
        if (!_byColumn.TryGetValue(column, out ILookup<Value, Fact>? rows))
        {
            _byColumn.Add(column, rows = _rows.Keys.ToLookup(f => f.Arguments[column]));
        }

        return rows[value];
    }

    /// <summary>False when the row is there already, from as low or lower.</summary>
    public bool Add(Fact row, int height, long time)
    {
        ref (int Height, long Time) info = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, row, out bool known);
        if (known && (info.Height, info.Time).CompareTo((height, time)) <= 0)
        {
            return false;
        }

        info = (height, time);
        if (!known)
        {
            _byColumn.Clear();
        }

        return true;
    }

    public void Clear()
    {
        _rows.Clear();
        _byColumn.Clear();
    }
}

using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>The tables that the running transaction has touched, in the order of their first change: what ends a transaction looks at no others.</summary>
internal sealed class TouchedTables
{
    private Table[] _tables = new Table[16];

    public int Count { get; private set; }

    public Table this[int number] => _tables[number];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Table table)
    {
        if (Count == _tables.Length)
        {
            Array.Resize(ref _tables, Count * 2);
        }

        _tables[Count++] = table;
    }

    public void Clear() => Count = 0;
}

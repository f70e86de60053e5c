namespace CryptoScalp.Rules.Primitives;

/// <summary>Puts the entries of maps and structures in the order of their keys; of several with one key the last stands.</summary>
/// <remarks>Most have two to five fields and are made for every proposal of a tick: they are put in their places one by one, in the array that stays.</remarks>
internal static class SortedEntries
{
    /// <summary>Up to here a search through the sorted ones is cheaper than a tree.</summary>
    private const int Few = 32;

    public static KeyValuePair<Value, Value>[] Of(IEnumerable<KeyValuePair<Value, Value>> entries)
    {
        KeyValuePair<Value, Value>[] all = [.. entries];
        return all.Length <= Few ? InPlace(all) : ByTree(all);
    }

    /// <param name="inTurns">A key, its value, the next key, …</param>
    public static KeyValuePair<Value, Value>[] Of(ReadOnlySpan<Value> inTurns)
    {
        KeyValuePair<Value, Value>[] all = new KeyValuePair<Value, Value>[inTurns.Length / 2];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = new(inTurns[2 * i], inTurns[(2 * i) + 1]);
        }

        return all.Length <= Few ? InPlace(all) : ByTree(all);
    }

    private static KeyValuePair<Value, Value>[] InPlace(KeyValuePair<Value, Value>[] all)
    {
        int sorted = 0;
        foreach (KeyValuePair<Value, Value> entry in all)
        {
            int place = sorted, order = 1;
            while (place > 0 && (order = entry.Key.CompareTo(all[place - 1].Key)) < 0)
            {
                place--;
            }

            if (place > 0 && order == 0)
            {
                all[place - 1] = entry;
                continue;
            }

            Array.Copy(all, place, all, place + 1, sorted - place);
            all[place] = entry;
            sorted++;
        }

        return sorted == all.Length ? all : all[..sorted];
    }

    private static KeyValuePair<Value, Value>[] ByTree(KeyValuePair<Value, Value>[] all)
    {
        SortedDictionary<Value, Value> sorted = [];
        foreach (KeyValuePair<Value, Value> entry in all)
        {
            sorted[entry.Key] = entry.Value;
        }

        return [.. sorted];
    }
}

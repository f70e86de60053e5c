namespace CryptoScalp.Rules.Primitives;

/// <summary>In-process hash of a value. Not persisted: content hashes of facts and proofs use SHA-256 over canonical text.</summary>
internal static class ValueHash
{
    public static int Of(Value value)
    {
        ulong payload = value.Payload switch
        {
            null => 0,
            string text => Text(text),
            byte[] bytes => Bytes(bytes),
            Value[] items => Items(items),
            KeyValuePair<Value, Value>[] entries => Entries(entries),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return Finish(value.Kind, value.Bits, payload);
    }

    /// <summary>Of a list or a pair of these items.</summary>
    public static int Of(ValueKind kind, ReadOnlySpan<Value> items) => Finish(kind, 0, Items(items));

    /// <summary>Finaliser of splitmix64 (Steele, Lea, Flood 2014).</summary>
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    private static int Finish(ValueKind kind, long bits, ulong payload) =>
        (int)(Mix((((ulong)kind * 0x9E3779B97F4A7C15UL) ^ (ulong)bits) + payload) >> 16);

    private static ulong Text(string text)
    {
        ulong hash = 14695981039346656037UL;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }

    private static ulong Bytes(byte[] bytes)
    {
        ulong hash = 14695981039346656037UL;
        foreach (byte b in bytes)
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return hash;
    }

    private static ulong Items(ReadOnlySpan<Value> items)
    {
        ulong hash = 17;
        foreach (Value item in items)
        {
            hash = Mix(hash + (uint)Of(item));
        }

        return hash;
    }

    private static ulong Entries(KeyValuePair<Value, Value>[] entries)
    {
        ulong hash = 19;
        foreach (KeyValuePair<Value, Value> entry in entries)
        {
            hash = Mix(hash + (uint)Of(entry.Key));
            hash = Mix(hash + (uint)Of(entry.Value));
        }

        return hash;
    }
}

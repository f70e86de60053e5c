namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>A small seeded generator (splitmix64), so that a seed means the same texts on every machine and runtime.</summary>
internal sealed class RandomText(ulong seed)
{
    private ulong _state = seed;

    public int Next(int exclusiveMaximum)
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)exclusiveMaximum);
    }

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];
}

namespace CryptoScalp.Rules.Syntax;

/// <summary>Shares the strings of repeated tokens. A direct-mapped cache: bounded, forgetful, and without effect on any result.</summary>
internal sealed class TextPool
{
    private const int Size = 4096;
    private const int LongestShared = 32;

    private readonly string[] _slots = new string[Size];

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestShared)
        {
            return text.ToString();
        }

        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        ref string slot = ref _slots[(hash ^ (hash >> 15)) & (Size - 1)];
        if (slot is null || !text.SequenceEqual(slot))
        {
            slot = text.ToString();
        }

        return slot;
    }
}

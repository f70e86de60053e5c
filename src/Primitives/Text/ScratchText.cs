using System.Text;

namespace CryptoScalp.Rules.Primitives;

/// <summary>A text builder a thread, lent out and given back: facts, values and the texts of proofs are written by the thousand, and the builder is most of what each would leave behind.</summary>
public static class ScratchText
{
    /// <summary>Characters; a builder that has grown further is not kept.</summary>
    private const int MostKept = 16 * 1024;

    [ThreadStatic]
    private static StringBuilder? _spare;

    /// <summary>An empty builder, the caller's until it is given back. Whoever takes another one before gets a new one.</summary>
    public static StringBuilder Take()
    {
        StringBuilder taken = _spare ?? new StringBuilder(256);
        _spare = null;
        return taken;
    }

    /// <summary>Gives a builder back that <see cref="Take"/> lent on this thread.</summary>
    public static void Give(StringBuilder text)
    {
        if (text.Capacity <= MostKept)
        {
            _spare = text.Clear();
        }
    }

    /// <summary>What was written; the builder goes back.</summary>
    public static string Finish(StringBuilder text)
    {
        string written = text.ToString();
        Give(text);
        return written;
    }
}

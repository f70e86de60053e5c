using System.Globalization;

namespace CryptoScalp.Rules.Host;

/// <summary>The last decisions of a run, found by their number or by the beginning of their id. Threads as <see cref="RecentRing{T}"/>.</summary>
/// <remarks>
/// Beside the decisions stand their ids as numbers: whoever looks for one reads eight bytes a decision that lie side by side, where two thousand objects that another
/// processor has just written would cost it half a millisecond (docs/adr/0213).
/// </remarks>
/// <param name="capacity">At least 1.</param>
internal sealed class KeptDecisions(int capacity)
{
    /// <summary>An id is that many hex digits: 64 bits.</summary>
    private const int IdLength = 16;

    private readonly RecentRing<DecisionEvent> _ring = new(capacity);
    private readonly ulong[] _ids = new ulong[capacity + 1];

    /// <inheritdoc cref="RecentRing{T}.Count"/>
    public long Count => _ring.Count;

    /// <inheritdoc cref="RecentRing{T}.Oldest"/>
    public long Oldest => _ring.Oldest;

    /// <summary>Null before the first.</summary>
    public DecisionEvent? Last => _ring.At(_ring.Count);

    /// <summary>Writer's thread only.</summary>
    public void Add(DecisionEvent decision)
    {
        Volatile.Write(ref _ids[_ring.Count % _ids.Length], BitsOf(decision.Id) ?? 0);
        _ring.Add(decision);
    }

    /// <inheritdoc cref="RecentRing{T}.NewestFirst"/>
    public IEnumerable<DecisionEvent> NewestFirst() => _ring.NewestFirst();

    /// <summary>By its number in the run, which counts on when a run goes on with a journal; null when it is not here.</summary>
    public DecisionEvent? Numbered(long number)
    {
        long count = _ring.Count;
        return _ring.At(count) is { } last && _ring.At(count - (last.Number - number)) is { } found && found.Number == number ? found : null;
    }

    /// <summary>Those whose ids begin so, newest first, at most <paramref name="most"/>.</summary>
    public List<DecisionEvent> BeginningWith(string beginning, int most)
    {
        List<DecisionEvent> found = [];
        if (BitsOf(beginning) is not { } bits)
        {
            return found;
        }

        int loose = 4 * (IdLength - beginning.Length);
        for (long number = Count; number >= Oldest && found.Count < most; number--)
        {
            if ((Volatile.Read(ref _ids[(number - 1) % _ids.Length]) ^ bits) >> loose == 0 && _ring.At(number) is { } item && item.Id.StartsWith(beginning, StringComparison.Ordinal))
            {
                found.Add(item);
            }
        }

        return found;
    }

    /// <summary>The bits of an id or of its beginning, the rest zero; null of what no id begins with.</summary>
    private static ulong? BitsOf(string text) =>
        text.Length is > 0 and <= IdLength && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong bits) ? bits << (4 * (IdLength - text.Length)) : null;
}

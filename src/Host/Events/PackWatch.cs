using System.Collections.Immutable;
using CryptoScalp.Rules.Packs;

namespace CryptoScalp.Rules.Host;

/// <summary>What one listener was told of the packs, and what is news to it: a pack that came, or whose state, version or cause is another.</summary>
/// <remarks>Looks at the views that the desk puts up, so nobody at the desk knows of listeners; of states that a pack passed through between two looks the last counts.</remarks>
internal sealed class PackWatch(Func<ImmutableArray<PackView>> packs)
{
    private ImmutableArray<PackView> _seen = packs();

    /// <summary>Packs that changed since the last call, in the order of their numbers.</summary>
    public IEnumerable<PackView> News()
    {
        ImmutableArray<PackView> before = _seen;
        _seen = packs();
        return before == _seen ? [] : _seen.Where(p => !before.Any(b => IsSame(b, p))).OrderBy(static p => p.Number);
    }

    private static bool IsSame(PackView a, PackView b) => (a.Number, a.State, a.Version, a.Cause) == (b.Number, b.State, b.Version, b.Cause);
}

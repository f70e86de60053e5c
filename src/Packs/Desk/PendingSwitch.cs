using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Packs;

/// <summary>A switch that was asked for and has not come about yet.</summary>
/// <param name="Entry">The pack to put in force.</param>
/// <param name="Change">Who asked, and why.</param>
/// <param name="Started">When, by the keeper's clock.</param>
/// <param name="Done">Told once: null when it is in force, otherwise why not.</param>
internal sealed record PendingSwitch(PackEntry Entry, PackChange Change, long Started, Action<PackException?> Done)
{
    /// <summary>True while the tick thread has it.</summary>
    public bool IsOffered { get; set; }
}

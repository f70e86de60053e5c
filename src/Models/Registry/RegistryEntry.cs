using System.Collections.Immutable;

namespace CryptoScalp.Rules.Models;

/// <summary>A trained version that the registry knows.</summary>
/// <param name="Sha256">Of its <c>ensemble.json</c>, which holds those of all its files.</param>
/// <param name="Folder">Below the registry's folder.</param>
/// <param name="Evidence">How it was judged when it was staged; null when it was not.</param>
public sealed record RegistryVersion(string Sha256, string Folder, string? Evidence = null)
{
    /// <summary>The first twelve digits.</summary>
    public string Id => Sha256[..12];
}

/// <summary>A decision about which version runs, with what it was decided on.</summary>
/// <param name="From">The version before; null for the first.</param>
/// <param name="To">The version since.</param>
/// <param name="Reason">Why, in a person's words.</param>
/// <param name="Evidence">What the two scored on held-out data.</param>
/// <param name="At">When, in universal time, as ISO 8601 writes it; null where it is not known.</param>
/// <param name="TakesBack">True when this takes back the promotion that held until then.</param>
public sealed record Promotion(string? From, string To, string Reason, string Evidence, string? At = null, bool TakesBack = false);

/// <summary>An ensemble of the registry: the version that runs, those that are staged or were, and how it came to that.</summary>
/// <param name="Name">A name such as <c>/minute</c>.</param>
/// <param name="Active">The sha256 of the version that runs; null while none does.</param>
public sealed record RegistryEntry(string Name, string? Active, ImmutableArray<RegistryVersion> Versions, ImmutableArray<Promotion> Promotions)
{
    public RegistryVersion? ActiveVersion => Active is null ? null : Versions.First(v => v.Sha256 == Active);

    /// <summary>What ran before the promotion that holds, when that is taken back; null when nothing did. Taking back again goes further back.</summary>
    public RegistryVersion? Previous
    {
        get
        {
            Stack<string?> standing = [];
            foreach (Promotion promotion in Promotions)
            {
                if (promotion.TakesBack)
                {
                    standing.TryPop(out _);
                }
                else
                {
                    standing.Push(promotion.From);
                }
            }

            return standing.TryPeek(out string? before) && before is not null ? Find(before) : null;
        }
    }

    /// <summary>By the beginning of its sha256; null when none or several begin so.</summary>
    public RegistryVersion? Find(string id) => Versions.Where(v => v.Sha256.StartsWith(id, StringComparison.Ordinal)).ToArray() is [var one] ? one : null;
}

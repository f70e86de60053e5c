using System.Collections.Frozen;
using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>The fixed, ordered list of features that a <see cref="FeatureSet"/> computes. Immutable; share one.</summary>
public sealed class FeatureSchema
{
    private readonly FrozenDictionary<string, int> _byName;

    internal FeatureSchema(ImmutableArray<FeatureDefinition> features)
    {
        Features = features;
        _byName = features.Select(static (f, i) => KeyValuePair.Create(f.Name, i)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every feature there is.</summary>
    public static FeatureSchema Default { get; } = new(FeatureTable.All);

    /// <summary>The features in the order of their indexes.</summary>
    public ImmutableArray<FeatureDefinition> Features { get; }

    public int Count => Features.Length;

    /// <summary>The index of a feature; false when the schema has none of that name.</summary>
    public bool TryFind(string name, out int feature) => _byName.TryGetValue(name, out feature);

    /// <summary>The feature a misspelt name probably means; null when none is near.</summary>
    public string? Suggest(string name) => NameSuggestion.Nearest(name, _byName.Keys);

    /// <summary>
    /// The features named, in the order named: rows hold, and kernels compute, nothing else.
    /// Throws <see cref="ArgumentException"/>, with a suggestion, for an unknown or repeated name.
    /// </summary>
    public FeatureSchema Select(params ReadOnlySpan<string> names)
    {
        ImmutableArray<FeatureDefinition>.Builder chosen = ImmutableArray.CreateBuilder<FeatureDefinition>(names.Length);
        foreach (string name in names)
        {
            FeatureDefinition feature = TryFind(name, out int index) ? Features[index] : throw Unknown(name);
            if (chosen.Contains(feature))
            {
                throw new ArgumentException($"the feature '{name}' is named twice", nameof(names));
            }

            chosen.Add(feature);
        }

        return new FeatureSchema(chosen.DrainToImmutable());
    }

    private ArgumentException Unknown(string name) =>
        new(Suggest(name) is { } near
            ? $"there is no feature '{name}'; did you mean '{near}'?"
            : $"there is no feature '{name}'; there are {string.Join(", ", Features.Select(static f => f.Name))}");
}

using System.Collections.Immutable;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What an ensemble reads, as calls: its features, then the regime, then the volatility that sets its barriers.</summary>
public static class ModelCalls
{
    /// <exception cref="ModelException">CSR6209: a call cannot be computed from bars of the ensemble's length.</exception>
    public static void Check(EnsembleManifest manifest)
    {
        try
        {
            Of(manifest);
        }
        catch (FormatException e)
        {
            throw EnsembleManifest.Unusable(manifest, e);
        }
    }

    /// <exception cref="FormatException">A call cannot be computed from bars of the ensemble's length: the manifest is of another release.</exception>
    public static ImmutableArray<FeatureCall> Of(EnsembleManifest manifest) =>
        [.. manifest.Features.Append(manifest.Regime).Append(manifest.Volatility).Select(text => Call(text, manifest))];

    private static FeatureCall Call(string text, EnsembleManifest manifest) =>
        !FeatureCall.TryParse(text, out FeatureCall? call, out string problem) ? throw new FormatException($"{manifest.Name} reads '{text}', which cannot be computed: {problem}")
        : call.IsOfTicks || call.ReadsOther || call.BarLengthNs != BarLengthNs(manifest) ? throw new FormatException($"{manifest.Name} reads '{text}', which is not of the symbol's own bars of {manifest.Bar}")
        : call;

    /// <summary>Nanoseconds per bar.</summary>
    public static long BarLengthNs(EnsembleManifest manifest) => FeatureCall.TryParse($"roc(1, {manifest.Bar})", out FeatureCall? call, out string problem)
        ? call.BarLengthNs
        : throw new FormatException($"{manifest.Name} is of bars of '{manifest.Bar}': {problem}");
}

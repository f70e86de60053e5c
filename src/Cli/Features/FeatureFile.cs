using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Features;

namespace CryptoScalp.Rules.Cli;

/// <summary>A <c>features.json</c>: <c>{ "features": ["rsi(14)", "zscore(rsi(14), 100)"] }</c>.</summary>
internal static class FeatureFile
{
    /// <summary>The calls in the file's order; one that is there twice counts once.</summary>
    /// <exception cref="WrongCallException">The file cannot be read or is not of that form, or a call cannot be computed from bars.</exception>
    public static ImmutableArray<FeatureCall> Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            return [.. document.RootElement.GetProperty("features").EnumerateArray().Select(e => Call(path, e.GetString() ?? "")).DistinctBy(static c => c.Text)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new WrongCallException($"{path} is no list of features: {e.Message}; write {{ \"features\": [\"rsi(14)\"] }}");
        }
    }

    private static FeatureCall Call(string path, string text)
    {
        if (!FeatureCall.TryParse(text, out FeatureCall? call, out string problem))
        {
            throw new WrongCallException($"{path}: '{text}' cannot be computed: {problem}");
        }

        return ReadsTicks(call) ? throw new WrongCallException($"{path}: '{text}' reads quotes, books or trades, which a file of bars does not have") : call;
    }

    private static bool ReadsTicks(FeatureCall call) => call.IsOfTicks || call.Inner.Any(ReadsTicks);
}

using CryptoScalp.Rules.Features;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The predicate through which rules ask for features by name and parameters.</summary>
public static class FeatureCalls
{
    /// <summary><c>feature(Sym, rsi(14), V)</c>.</summary>
    public const string Predicate = "feature";

    internal const int Arity = 3;

    /// <summary>What is wrong with a call, as the rest of a sentence, or null: what the binder asks.</summary>
    public static string? Check(string text) => FeatureCall.TryParse(text, out _, out string problem) ? null : problem;
}

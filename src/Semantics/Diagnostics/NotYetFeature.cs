using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>A part of the language that parses and cannot run yet.</summary>
/// <param name="Descriptor">What is reported where it is used.</param>
/// <param name="Instead">What to write meanwhile.</param>
/// <param name="IsAvailable">Switch this on when the feature arrives: the check then stays silent.</param>
internal sealed record NotYetFeature(DiagnosticDescriptor Descriptor, string Instead, bool IsAvailable = false);

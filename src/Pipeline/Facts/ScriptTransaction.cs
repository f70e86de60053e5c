using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The changes between two <c>commit.</c> of a script, and their event time.</summary>
public sealed record ScriptTransaction(EventTime At, IReadOnlyList<FactChange> Changes);

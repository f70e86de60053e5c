using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A recorded program and all changes of given facts up to a moment, in order.</summary>
public sealed record RecordedState(BoundProgram Program, IReadOnlyList<FactChange> Changes, EventTime At);

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>One line of the mirror's log: a change of a given fact, or the end of a transaction.</summary>
/// <param name="Change">Meaningless where there is a boundary.</param>
/// <param name="At">When the fact was told.</param>
/// <param name="Origin">By what.</param>
/// <param name="Boundary">Null for a change.</param>
internal readonly record struct MirrorEntry(FactChange Change, EventTime At, FactOrigin Origin, MirrorBoundary? Boundary);

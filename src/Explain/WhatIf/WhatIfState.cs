using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>One side of a what-if.</summary>
/// <param name="Session">In the state to compare; read on the caller's thread.</param>
/// <param name="Program">The program that it runs.</param>
/// <param name="Agendas">What each <c>decide</c> statement says of the state, in the program's order.</param>
public sealed record WhatIfState(IRuleSession Session, BoundProgram Program, IReadOnlyList<AgendaResult> Agendas)
{
    /// <summary>Says where given facts came from; its bounds do not count. Null where nobody knows.</summary>
    public ProofOptions? Sources { get; init; }

    /// <summary>Bounds with these sources.</summary>
    internal ProofOptions Within(ProofOptions bounds) => bounds with { OriginOf = Sources?.OriginOf, TimeOf = Sources?.TimeOf, MeasureOf = Sources?.MeasureOf };
}

using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The outcome of binding.</summary>
/// <param name="Program">Null when there is any error.</param>
/// <param name="Diagnostics">Sorted by path and place; the trees' own syntax diagnostics are among them.</param>
public sealed record BindResult(BoundProgram? Program, ImmutableArray<Diagnostic> Diagnostics);

using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>A function applied whose exact value the solver does not compute by itself.</summary>
/// <param name="Function">What the engine computes.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Result">What stands for its value.</param>
/// <param name="Nonlinear">What also holds of it, but costs the solver much; <c>true</c> when there is nothing.</param>
/// <param name="At">The same with the second argument at a given number, which makes it linear; null when there is nothing.</param>
/// <param name="Round">A number that suits <paramref name="At"/>.</param>
internal sealed record Application(ScalarFunction Function, SymScalar[] Arguments, SymScalar Result, string Nonlinear, Func<Rational, string>? At = null, Rational Round = default);

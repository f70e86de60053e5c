namespace CryptoScalp.Rules.Verification;

/// <summary>A number that may move, in the solver's units.</summary>
/// <param name="Name">The solver's name for it.</param>
/// <param name="Old">Its value in the state.</param>
/// <param name="Unit">A change by this much costs 1; above 0.</param>
/// <param name="IsWhole">True of integers.</param>
internal readonly record struct FreeNumber(string Name, Rational Old, Rational Unit, bool IsWhole);

namespace CryptoScalp.Rules.Verification;

/// <summary>A name that may change, by its code.</summary>
/// <param name="Name">The solver's name for it.</param>
/// <param name="Old">Its code in the state.</param>
internal readonly record struct FreeName(string Name, Rational Old);

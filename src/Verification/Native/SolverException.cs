namespace CryptoScalp.Rules.Verification;

/// <summary>The solver refused a command: a fault of the encoding, never of the rules.</summary>
public sealed class SolverException(string message) : Exception(message);

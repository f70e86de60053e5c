namespace CryptoScalp.Rules.Verification;

/// <summary>An unknown in between that is one sum where a need is met, and another where it is not.</summary>
/// <param name="Number">Its index.</param>
/// <param name="If">Decides.</param>
/// <param name="Then">Where it is met.</param>
/// <param name="Else">Where it is not.</param>
internal sealed record Definition(int Number, Need If, LinearSum Then, LinearSum Else);

namespace CryptoScalp.Rules.Verification;

/// <summary>A state with some of what may move elsewhere.</summary>
/// <param name="State">As the engine is given it.</param>
/// <param name="Pins">Assertions: everything that may move is as in that state.</param>
/// <param name="MovesNothing">True of the state as it was.</param>
internal sealed record MovedState(GivenState State, string Pins, bool MovesNothing);

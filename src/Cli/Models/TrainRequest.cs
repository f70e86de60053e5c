namespace CryptoScalp.Rules.Cli;

/// <summary>What <c>scalp models train</c> was asked for.</summary>
/// <param name="Set">A set of <c>models/train/sets</c>, or a file.</param>
/// <param name="Data">The folder of recorded bars; null for a set that learns from the simulator.</param>
/// <param name="Quick">A tenth of the data.</param>
/// <param name="On">Files of bars to judge on; the set's own held-out periods when none is named.</param>
/// <param name="Keep">Where to keep what was trained, whether it wins or not; null for nowhere.</param>
/// <param name="Json">Prints one object.</param>
internal sealed record TrainRequest(string Set, string? Data, bool Quick, string[] On, string? Keep, bool Json);

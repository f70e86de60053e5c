using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>When a loss stops entries: at an absolute amount or at a fraction of the baseline, whichever comes first.</summary>
/// <param name="MaxLoss">In account currency, positive; null for none.</param>
/// <param name="MaxLossFraction">From 0 (exclusive) to 1; null for none.</param>
public sealed record KillSwitchLimit(LossBaseline Baseline, Dec8? MaxLoss, Dec8? MaxLossFraction);

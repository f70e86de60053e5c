using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>One transaction of the run as warm rules followed it, beside what the live rules said. Valid while it is told.</summary>
/// <param name="Rules">The rules that followed, in the state after it.</param>
/// <param name="At">Its event time.</param>
/// <param name="Sequence">Its number in the run.</param>
/// <param name="Live">What the live rules said; null when they said nothing new.</param>
public sealed record FollowedStep(WarmRules Rules, EventTime At, long Sequence, TapeNote? Live);

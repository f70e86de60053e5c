using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>What is known of a candidate beyond the facts of its moment.</summary>
/// <param name="WasDecided">What was recorded of it; null where that is not known.</param>
/// <param name="LastDecision">When its key was decided last, before that moment; null for never, or not known.</param>
public sealed record CandidatePast(bool? WasDecided, EventTime? LastDecision)
{
    /// <summary>Nothing.</summary>
    public static CandidatePast Unknown { get; } = new(null, null);
}

namespace CryptoScalp.Rules.Features;

/// <summary>What became of an update.</summary>
public enum UpdateOutcome : byte
{
    /// <summary>Applied at its own event time.</summary>
    Applied = 0,

    /// <summary>Its time lay before one already seen: applied at the latest time seen, and counted.</summary>
    AppliedLate = 1,

    /// <summary>
    /// The numbers describe no market (a price or size that is not positive, bid above ask): counted.
    /// A refused quote or book makes the features read from it absent until a good one comes; a refused trade changes nothing.
    /// </summary>
    Refused = 2,
}

namespace CryptoScalp.Rules.Risk;

/// <summary>What became of a mark price.</summary>
public enum MarkOutcome : byte
{
    Applied = 0,

    /// <summary>Older than the mark already there; ignored.</summary>
    Late = 1,

    /// <summary>The price is not positive, or no trading rules are known for the instrument; ignored.</summary>
    Refused = 2,

    /// <summary>The value of the position does not fit: ignored, and the book is inconsistent.</summary>
    Overflow = 3,
}

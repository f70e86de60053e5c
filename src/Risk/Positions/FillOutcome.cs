namespace CryptoScalp.Rules.Risk;

/// <summary>What became of a fill. Anything but <see cref="Booked"/> leaves the book as it was and marks it inconsistent.</summary>
public enum FillOutcome : byte
{
    Booked = 0,

    /// <summary>No trading rules, so no contract size, are known for the instrument.</summary>
    UnknownInstrument = 1,

    /// <summary>The quantity or the price is not positive.</summary>
    Invalid = 2,

    /// <summary>A sum or product does not fit.</summary>
    Overflow = 3,
}

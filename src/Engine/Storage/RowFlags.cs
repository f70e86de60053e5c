namespace CryptoScalp.Rules.Engine;

/// <summary>Bits of a row's state above those of <see cref="RowView"/>.</summary>
internal static class RowFlags
{
    /// <summary>By the program text or a transaction.</summary>
    public const int Given = 8;

    /// <summary>By the running transaction.</summary>
    public const int Touched = 16;

    /// <summary>In the number of derived rows.</summary>
    public const int Counted = 32;

    /// <summary>Not free.</summary>
    public const int Used = 64;

    /// <summary>Replaces, or is replaced by, another row of its key in the running transaction.</summary>
    public const int Paired = 128;
}

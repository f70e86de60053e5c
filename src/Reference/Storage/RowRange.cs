namespace CryptoScalp.Rules.Reference;

/// <summary>Rows from <paramref name="Start"/> up to, not including, <paramref name="End"/>: because relations are ordered by height, a range of heights.</summary>
internal readonly record struct RowRange(int Start, int End)
{
    public bool IsEmpty => Start >= End;

    public bool Contains(int row) => row >= Start && row < End;
}

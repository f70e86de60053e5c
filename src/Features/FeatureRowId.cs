namespace CryptoScalp.Rules.Features;

/// <summary>Which row of one feature set a value came from: the count of updates applied so far. Proofs cite it.</summary>
/// <remarks>0 is the empty row before the first update. Grows by one with each applied update and never repeats, also across resets.</remarks>
public readonly record struct FeatureRowId(long Sequence) : IComparable<FeatureRowId>
{
    public static bool operator <(FeatureRowId left, FeatureRowId right) => left.Sequence < right.Sequence;

    public static bool operator >(FeatureRowId left, FeatureRowId right) => left.Sequence > right.Sequence;

    public static bool operator <=(FeatureRowId left, FeatureRowId right) => left.Sequence <= right.Sequence;

    public static bool operator >=(FeatureRowId left, FeatureRowId right) => left.Sequence >= right.Sequence;

    public int CompareTo(FeatureRowId other) => Sequence.CompareTo(other.Sequence);

    public override string ToString() => Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

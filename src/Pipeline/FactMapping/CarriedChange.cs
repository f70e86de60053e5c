using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A change that outlives its transaction.</summary>
/// <param name="Row">What it is about.</param>
/// <param name="Kind">Told or taken back.</param>
/// <param name="Values">All columns of an assertion, the key alone of a retraction.</param>
internal readonly record struct CarriedChange(SuppliedRow Row, ChangeKind Kind, Value[] Values)
{
    public static CarriedChange Of(RowChanges changes, int change) => new(changes.RowOf(change), changes.KindOf(change), changes.ValuesOf(change).ToArray());
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>Rows of <c>late(Change, Predicate, Row, Time, Watermark)</c>.</summary>
internal static class LateRows
{
    public const string Predicate = "late";

    /// <summary>What came too late: <c>/assert</c> or <c>/retract</c>, the predicate's name, the arguments as a list, the change's time and the watermark that it missed.</summary>
    public static Value[] RowOf(FactChange change, EventTime at, EventTime watermark) =>
    [
        Value.Name(change.Kind == ChangeKind.Assert ? "/assert" : "/retract"),
        Value.String(change.Fact.Predicate),
        Value.List(change.Fact.Arguments),
        Value.Time(at.Nanoseconds),
        Value.Time(watermark.Nanoseconds),
    ];
}

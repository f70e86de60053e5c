using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>How the reasons of a row of one predicate become one row (ADR 58): by its tag or its merge; otherwise every reason is a row.</summary>
internal sealed class Combining(BoundPredicate predicate, RuleState state)
{
    private readonly int? _column = predicate.Tag?.Column ?? predicate.Merge?.Column;

    public static bool IsCombined(BoundPredicate predicate) => predicate.Tag is not null || predicate.Merge is not null;

    private string How => predicate.Tag switch { null => $"merge {predicate.Merge?.Name}", { Kind: TagKind.MaxMin } => "/maxmin", { Kind: TagKind.NoisyOr } => "/noisyor", var tag => $"/topk {tag.Proofs}" };

    /// <summary>The columns besides the one that is combined.</summary>
    public Value KeyOf(Fact row) => Value.List([.. row.Arguments.Where((_, i) => i != _column)]);

    public Value Own(Fact row) => row.Arguments[_column!.Value];

    /// <summary>The rows that reasons make.</summary>
    public IEnumerable<CombinedRow> Rows(IEnumerable<Part> parts) => parts.GroupBy(p => KeyOf(p.Row)).Select(static g => g.ToList()).Select(Row).OfType<CombinedRow>();

    /// <summary>Null when the certainty is 0: that is no row.</summary>
    private CombinedRow? Row(List<Part> parts)
    {
        if (_column is not { } column)
        {
            return new CombinedRow(parts[0].Row, parts.Count(static p => p.By is not null), parts, null);
        }

        Value[] values = [.. parts.Select(p => Own(p.Row)).Order()];
        ProofSet? proofs = predicate.Tag?.Kind == TagKind.TopK ? ProofSet.Any(parts.Select(static p => p.Proofs!), predicate.Tag.Proofs) : null;
        Value whole = predicate.Tag switch
        {
            null => values.Distinct().Aggregate(Merge),
            { Kind: TagKind.MaxMin } => values[^1],
            { Kind: TagKind.NoisyOr } => Value.Float64(1 - values.Aggregate(1.0, static (none, c) => none * (1 - c.AsFloat64))),
            _ => Value.Float64(proofs!.Probability()),
        };
        Value[] row = [.. parts[0].Row.Arguments];
        row[column] = whole;
        bool one = predicate.Tag is null or { Kind: TagKind.MaxMin };
        return predicate.Tag is not null && whole.AsFloat64 <= 0 ? null : new CombinedRow(new Fact(predicate.Name, row), parts.Count(static p => p.By is not null), parts.FindAll(p => !one || Own(p.Row) == whole), proofs);
    }

    private Value Merge(Value a, Value b)
    {
        BoundMerge merge = predicate.Merge!;
        Value? merged = merge.Function is { } function
            ? function.TryApply([a, b], out Value value) ? value : null
            : merge.Rules.SelectMany(index => state.Compute(state.Program.Rules[index], a, b)).Order().Select(static v => (Value?)v).FirstOrDefault();
        return merged ?? throw new InvalidOperationException($"{How} gives no value for {a} and {b} of {predicate.Name}: the transaction cannot have been committed");
    }
}

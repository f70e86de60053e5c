using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>What a delta join may know when a changed row replaces another of its key: which variables both rows give alike, and whether one walk serves both.</summary>
internal sealed class ReplacedRow
{
    private readonly PlannedRule _rule;
    private readonly DeltaJoin _delta;
    private readonly HashSet<int> _changing;

    private ReplacedRow(PlannedRule rule, DeltaJoin delta, PlannedPredicate predicate)
    {
        (_rule, _delta) = (rule, delta);
        Alike = [.. delta.Pattern.Binds.Where(bind => predicate.Key.Contains(bind.Column))];
        Differing = [.. delta.Pattern.Binds.Except(Alike)];
        _changing = [.. Differing.Select(static bind => bind.Slot)];
        foreach (AssignSlot assign in delta.Steps.OfType<AssignSlot>().Where(assign => Reads(assign.Value)))
        {
            _changing.Add(assign.Slot);
        }
    }

    /// <summary>Columns of the key: both rows bind the same values.</summary>
    public ColumnSlot[] Alike { get; }

    /// <summary>Columns in which the rows may differ.</summary>
    public ColumnSlot[] Differing { get; }

    /// <summary>The walk over the rows that the changed row meets first; null when only tests follow it.</summary>
    public MatchRows? Walk => _delta.Steps is [MatchRows walk, ..] ? walk : null;

    /// <summary>True when each row gives at most one substitution for a row of the walk, and both give the same head: where both hold nothing but the derivation changes.</summary>
    public bool HasOneHead =>
        _rule.Transforms.IsEmpty
        && _delta.Steps.Skip(Walk is null ? 0 : 1).All(static step => step is TestComparison or AssignSlot or RequireAbsent)
        && _rule.Head.All(term => term is BoundConstant || (term is BoundVariable variable && !_changing.Contains(variable.Slot)));

    /// <summary>Null where one walk cannot serve both rows: no key, what is probed first depends on what differs, members of groups.</summary>
    public static ReplacedRow? Of(PlannedRule rule, DeltaJoin delta, PlannedPredicate predicate)
    {
        if (delta.IsNegated || rule.IsGrouped || predicate.IsDerived || predicate.Key.IsEmpty || predicate.Key.Length == predicate.Arity
            || !delta.Pattern.Repeats.IsEmpty || delta.Pattern.KeyColumns.Any(column => !predicate.Key.Contains(column)))
        {
            return null;
        }

        ReplacedRow replaced = new(rule, delta, predicate);
        return replaced.Walk is null ? (replaced.HasOneHead ? replaced : null) : replaced.Walk.Pattern.Keys.Any(replaced.Reads) ? null : replaced;
    }

    private bool Reads(BoundExpression expression) => expression switch
    {
        BoundVariable variable => _changing.Contains(variable.Slot),
        BoundCall call => call.Arguments.Any(Reads),
        _ => false,
    };
}

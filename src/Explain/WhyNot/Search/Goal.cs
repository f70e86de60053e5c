using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>A rule turned towards what was asked: the values that the head fixes, and the literals that the body must satisfy.</summary>
/// <remarks>A <c>let</c> that is not behind a group, and a head column that is an expression, become equalities behind the body.</remarks>
internal sealed class Goal
{
    private readonly SlotReader _reader;
    private readonly List<BoundLiteral> _literals;

    private Goal(BoundRule rule, SlotReader reader)
    {
        Rule = rule;
        _reader = reader;
        Slots = new Value?[rule.Variables.Length];
        _literals = [.. rule.Body, .. LetsBeforeGroup(rule)];
        Keys = rule.Transforms.OfType<BoundGroup>().FirstOrDefault()?.Keys;
    }

    public BoundRule Rule { get; }

    /// <summary>Slot to value, where what was asked fixes one.</summary>
    public Value?[] Slots { get; }

    /// <summary>The body in source order, then what was put behind it.</summary>
    public ImmutableArray<BoundLiteral> Literals { get; private set; }

    /// <summary>Literals from this index on compare the head with what was asked.</summary>
    public int HeadStart { get; private set; }

    /// <summary>The first head column that can never have the value asked for; null when all may.</summary>
    public string? Mismatch { get; private set; }

    private ImmutableArray<int>? Keys { get; }

    public static Goal Of(BoundRule rule, FactPattern pattern, SlotReader reader)
    {
        Goal goal = new(rule, reader);
        goal.HeadStart = goal._literals.Count;
        for (int column = 0; column < rule.Head.Length; column++)
        {
            if (pattern.Arguments[column] is { } wanted && !goal.TryFix(rule.Head[column], wanted))
            {
                goal.Mismatch ??= $"{pattern.Predicate.Columns[column]} is {goal.TextOf(rule.Head[column])}, not {wanted}";
            }
        }

        goal.Literals = [.. goal._literals];
        return goal;
    }

    private static IEnumerable<BoundLiteral> LetsBeforeGroup(BoundRule rule) => rule.Transforms.TakeWhile(static t => t is BoundLet).Cast<BoundLet>()
        .Select(static let => new BoundComparison
        {
            Operator = ComparisonOperator.Equal,
            Left = new BoundVariable { Slot = let.Slot, Type = let.Value.Type, Span = let.Value.Span },
            Right = let.Value,
            Span = let.Span,
        });

    private bool TryFix(BoundExpression head, Value wanted)
    {
        switch (head)
        {
            case BoundVariable variable when Keys is { } keys && !keys.Contains(variable.Slot):
                return true; // the result of an aggregate: judged on the group
            case BoundVariable variable when Slots[variable.Slot] is { } other:
                return other == wanted;
            case BoundVariable variable:
                Slots[variable.Slot] = wanted;
                return true;
            case BoundCall call when SlotReader.IsKnown(call, Slots) && _reader.TryEvaluate(call, Slots, out Value value):
                return value == wanted;
            case BoundCall { Function.Name: "struct" } call when wanted.Kind == ValueKind.Struct:
                return TryFixFields(call, wanted);
            case BoundCall call:
                if (Keys is null)
                {
                    Compare(call, wanted);
                }

                return true;
            default:
                return _reader.TryEvaluate(head, Slots, out Value fixedValue) && fixedValue == wanted;
        }
    }

    private bool TryFixFields(BoundCall structure, Value wanted)
    {
        if (structure.Arguments.Length != 2 * wanted.AsEntries.Length)
        {
            return false;
        }

        for (int i = 0; i < structure.Arguments.Length; i += 2)
        {
            if (!_reader.TryEvaluate(structure.Arguments[i], Slots, out Value field) || !wanted.TryGetEntry(field, out Value value) || !TryFix(structure.Arguments[i + 1], value))
            {
                return false;
            }
        }

        return true;
    }

    private void Compare(BoundExpression head, Value wanted) => _literals.Add(new BoundComparison
    {
        Operator = ComparisonOperator.Equal,
        Left = head,
        Right = new BoundConstant { Value = wanted, Type = head.Type, Span = head.Span with { Span = default } },
        Span = head.Span,
    });

    private string TextOf(BoundExpression head) => _reader.TryEvaluate(head, Slots, out Value value) ? value.ToString() : RuleTexts.Of(head.Span);
}

using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler;

/// <summary>Sixth pass: says what the cells of every column and slot mean. Columns and slots that a variable or an inclusion connects have one kind, so that joins compare cells.</summary>
/// <remarks>Where two kinds would meet, through <c>/any</c> or a union, both sides hold interned values.</remarks>
internal sealed class ChooseCells
{
    private readonly BoundProgram _program;
    private readonly int[] _columnStart;
    private readonly int[] _slotStart;
    private readonly int[] _parent;
    private readonly CellKind?[] _kind;

    private ChooseCells(BoundProgram program)
    {
        _program = program;
        int count = 0;
        _columnStart = [.. program.Predicates.Select(p => (count += p.Arity) - p.Arity)];
        _slotStart = [.. program.Rules.Select(r => (count += r.Variables.Length) - r.Variables.Length)];
        _parent = [.. Enumerable.Range(0, count)];
        _kind = new CellKind?[count];
    }

    public static RulePlan Run(RulePlan plan, BoundProgram program)
    {
        ChooseCells pass = new(program);
        pass.JoinAll();
        return plan with
        {
            Predicates = [.. plan.Predicates.Select(p => p with { Kinds = [.. Enumerable.Range(0, p.Arity).Select(c => pass.KindOf(pass._columnStart[p.Id] + c))] })],
            Rules = [.. plan.Rules.Select(r => r with { SlotKinds = [.. Enumerable.Range(0, r.Variables.Length).Select(s => pass.KindOf(pass._slotStart[r.Index] + s))] })],
        };
    }

    private void JoinAll()
    {
        foreach (BoundPredicate predicate in _program.Predicates)
        {
            for (int column = 0; column < predicate.Arity; column++)
            {
                Meet(_columnStart[predicate.Id] + column, CellKinds.Of(predicate.Types[column]));
            }
        }

        foreach (BoundPredicate view in _program.Predicates.Where(static p => p.View is not null))
        {
            JoinView(view, view.View!);
        }

        foreach (BoundPredicate predicate in _program.Predicates)
        {
            JoinInclusions(predicate);
        }

        foreach (BoundRule rule in _program.Rules)
        {
            JoinRule(rule);
        }
    }

    private void JoinInclusions(BoundPredicate predicate)
    {
        foreach (BoundInclusion inclusion in predicate.Promises.Inclusions)
        {
            for (int column = 0; column < inclusion.Terms.Length; column++)
            {
                if (inclusion.Terms[column].Column is >= 0 and int own)
                {
                    Join(_columnStart[predicate.Id] + own, _columnStart[inclusion.Predicate] + column);
                }
            }
        }
    }

    /// <summary>A view's rows are copied from its source cell by cell.</summary>
    private void JoinView(BoundPredicate predicate, BoundView view)
    {
        for (int i = 0; i < view.Columns.Length; i++)
        {
            Join(_columnStart[predicate.Id] + i, _columnStart[view.Source] + view.Columns[i]);
        }
    }

    private void JoinRule(BoundRule rule)
    {
        int start = _slotStart[rule.Index];
        foreach (BoundVariable variable in BoundWalk.ExpressionsOf(rule).OfType<BoundVariable>())
        {
            Meet(start + variable.Slot, CellKinds.Of(variable.Type));
        }

        foreach (BoundAtom atom in rule.Body.OfType<BoundAtom>())
        {
            JoinColumns(start, atom.Predicate, atom.Arguments);
        }

        JoinColumns(start, rule.HeadPredicate, rule.Head);
        foreach (BoundComparison equality in rule.Body.OfType<BoundComparison>().Where(static c => c.Operator == ComparisonOperator.Equal))
        {
            JoinSides(start, equality.Left, equality.Right);
        }

        JoinTransforms(rule, start);
    }

    private void JoinTransforms(BoundRule rule, int start)
    {
        foreach (BoundTransform transform in rule.Transforms)
        {
            if (transform is BoundLet let)
            {
                Meet(start + let.Slot, CellKinds.Of(let.Value.Type));
                if (let.Value is BoundVariable source)
                {
                    Join(start + let.Slot, start + source.Slot);
                }
            }
            else if (transform is BoundGroup group)
            {
                foreach (BoundAggregate aggregate in group.Aggregates)
                {
                    Meet(start + aggregate.Slot, CellKinds.Of(aggregate.ResultType));
                }
            }
        }
    }

    private void JoinColumns(int start, int predicate, IReadOnlyList<BoundExpression> arguments)
    {
        for (int column = 0; column < arguments.Count; column++)
        {
            if (arguments[column] is BoundVariable variable)
            {
                Join(_columnStart[predicate] + column, start + variable.Slot);
            }
        }
    }

    private void JoinSides(int start, BoundExpression left, BoundExpression right)
    {
        if (left is BoundVariable a && right is BoundVariable b)
        {
            Join(start + a.Slot, start + b.Slot);
        }
        else if (left is BoundVariable x)
        {
            Meet(start + x.Slot, CellKinds.Of(right.Type));
        }
        else if (right is BoundVariable y)
        {
            Meet(start + y.Slot, CellKinds.Of(left.Type));
        }
    }

    private void Join(int a, int b)
    {
        int rootA = RootOf(a), rootB = RootOf(b);
        if (rootA != rootB)
        {
            _parent[rootB] = rootA;
            if (_kind[rootB] is { } kind)
            {
                Meet(rootA, kind);
            }
        }
    }

    private void Meet(int node, CellKind kind)
    {
        ref CellKind? known = ref _kind[RootOf(node)];
        known = known is null || known == kind ? kind : CellKind.Interned;
    }

    private int RootOf(int node)
    {
        while (_parent[node] != node)
        {
            node = _parent[node] = _parent[_parent[node]];
        }

        return node;
    }

    private CellKind KindOf(int node) => _kind[RootOf(node)] ?? CellKind.Interned;
}

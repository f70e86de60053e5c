using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference.Tests;

/// <summary>Checks a derivation against the rule and the session's facts, sharing no code with the evaluator.</summary>
internal sealed class DerivationChecker(BoundProgram program, ReferenceSession session, Value[] parameters)
{
    public void Check(Derivation derivation)
    {
        BoundRule rule = program.Rules[derivation.RuleIndex];
        string what = $"{derivation.Conclusion} by {rule.Id}";
        ImmutableArray<GroupMember> bodies = rule.IsGrouped ? derivation.Members : [new GroupMember(derivation.Bindings, derivation.Premises)];
        Assert.False(bodies.IsEmpty, $"{what} has no body");
        bodies.ToList().ForEach(body => CheckBody(rule, body, what));
        int highest = bodies.SelectMany(static b => b.Premises).Select(HeightOf).DefaultIfEmpty(0).Max();
        Assert.True(derivation.Height == highest + 1, $"{what}: height {derivation.Height} over premises of height {highest}");
        foreach (BoundGroup group in rule.Transforms.OfType<BoundGroup>())
        {
            Assert.All(group.Keys, key => Assert.All(bodies, body => Assert.Equal(derivation.Bindings[key], body.Bindings[key])));
            Assert.Equal(bodies.Length, bodies.Select(static b => string.Join('|', b.Bindings)).Distinct().Count());
        }

        Assert.Equal(derivation.Conclusion.Arguments, rule.Head.Select(e => Evaluate(e, derivation.Bindings)!.Value));
        Assert.True(session.Holds(derivation.Conclusion), $"{what} does not hold");
    }

    /// <summary>0 for a given fact, otherwise the height of its lowest derivation.</summary>
    public int HeightOf(Fact fact) => session.IsGiven(fact) ? 0 : session.DerivationOf(fact)!.Height;

    private void CheckBody(BoundRule rule, GroupMember body, string what)
    {
        int ordinal = 0;
        foreach (BoundLiteral literal in rule.Body)
        {
            bool holds = literal switch
            {
                BoundAtom { IsNegated: false } atom => IsPremise(atom, body.Premises[ordinal++], body.Bindings),
                BoundAtom atom => !session.FactsOf(program.Predicates[atom.Predicate].Name).Any(fact => Matches(atom, fact, body.Bindings)),
                BoundComparison comparison => Compares(comparison, body.Bindings),
                BoundBuiltinLiteral builtin => Solves(builtin, body.Bindings),
                _ => false,
            };
            Assert.True(holds, $"{what}: a literal of the body does not hold");
        }

        Assert.Equal(ordinal, body.Premises.Length);
    }

    private bool IsPremise(BoundAtom atom, Fact premise, ImmutableArray<Value?> bindings) =>
        premise.Predicate == program.Predicates[atom.Predicate].Name && session.Holds(premise) && Matches(atom, premise, bindings);

    private bool Matches(BoundAtom atom, Fact fact, ImmutableArray<Value?> bindings) =>
        atom.Arguments.Zip(fact.Arguments).All(pair => Evaluate(pair.First, bindings) is not { } value || value == pair.Second);

    private bool Compares(BoundComparison comparison, ImmutableArray<Value?> bindings)
    {
        int order = Evaluate(comparison.Left, bindings)!.Value.CompareTo(Evaluate(comparison.Right, bindings)!.Value);
        return comparison.Operator switch
        {
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.NotEqual => order != 0,
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }

    private bool Solves(BoundBuiltinLiteral literal, ImmutableArray<Value?> bindings)
    {
        Value[] values = [.. literal.Arguments.Select(a => Evaluate(a, bindings)!.Value)];
        List<Value[]> solutions = [];
        literal.Predicate.Solve(values.Where((_, i) => literal.Predicate.IsInput(i)).ToArray(), solutions);
        return solutions.Exists(s => s.SequenceEqual(values.Where((_, i) => !literal.Predicate.IsInput(i))));
    }

    private Value? Evaluate(BoundExpression expression, ImmutableArray<Value?> bindings) => expression switch
    {
        BoundVariable variable => bindings[variable.Slot],
        BoundConstant constant => constant.Value,
        BoundParameter parameter => parameters[parameter.Index],
        BoundNow => Value.Time(session.Now.Nanoseconds),
        BoundCall call => call.Function.TryApply(call.Arguments.Select(a => Evaluate(a, bindings)!.Value).ToArray(), out Value value) ? value : null,
        _ => null,
    };
}

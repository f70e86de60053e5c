using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference.Tests;

/// <summary>Builds bound programs by hand, so that the evaluator is tested without parser and binder. Variables are upper-case strings, <c>_</c> is a wildcard.</summary>
internal sealed class ProgramBuilder
{
    private static readonly SourceText NoSource = new("test.rules", "");

    private readonly List<Draft> _rules = [];
    private readonly List<BoundFact> _facts = [];
    private readonly List<BoundParam> _params = [];
    private readonly Dictionary<string, int[]> _keys = [];
    private readonly List<string[]> _strata = [];
    private readonly SortedDictionary<string, int> _arities = new(StringComparer.Ordinal);

    public static SourceSpan Span { get; } = new(NoSource, default);

    public delegate BoundExpression Term(RuleScope scope);

    public delegate BoundLiteral Literal(RuleScope scope);

    public delegate BoundTransform Transform(RuleScope scope);

    public static Term X(object item) => scope => scope.Term(item);

    public static Term Call(string function, params object[] arguments) => scope => new BoundCall
    {
        Function = BuiltinTable.FindFunction(function)!,
        Arguments = [.. arguments.Select(scope.Term)],
        Type = BoundType.Any,
        Span = Span,
    };

    public static Term Now => _ => new BoundNow { Type = BoundType.Time, Span = Span };

    public static Term Param(int index) => _ => new BoundParameter { Index = index, Type = BoundType.Any, Span = Span };

    public Literal Atom(string predicate, params object[] arguments) => Atom(false, predicate, arguments);

    public Literal Not(string predicate, params object[] arguments) => Atom(true, predicate, arguments);

    public static Literal Compare(object left, ComparisonOperator comparison, object right) => scope => new BoundComparison
    {
        Operator = comparison,
        Left = scope.Term(left),
        Right = scope.Term(right),
        Span = Span,
    };

    public static Literal Builtin(string predicate, params object[] arguments) => scope => new BoundBuiltinLiteral
    {
        Predicate = BuiltinTable.FindPredicate(predicate)!,
        IsNegated = false,
        Arguments = [.. arguments.Select(scope.Term)],
        Span = Span,
    };

    public static Transform Let(string variable, object value) => scope => new BoundLet { Slot = scope.Slot(variable), Value = scope.Term(value), Span = Span };

    public static Transform GroupBy(string[] keys, params (string Variable, string Aggregate, object[] Arguments)[] aggregates) => scope => new BoundGroup
    {
        Keys = [.. keys.Select(scope.Slot)],
        Aggregates = [.. aggregates.Select(a => new BoundAggregate(
            scope.Slot(a.Variable), BuiltinTable.FindAggregate(a.Aggregate)!, [.. a.Arguments.Select(scope.Term)], BoundType.Any, Span))],
        Span = Span,
    };

    public ProgramBuilder Rule(string head, object[] arguments, Literal[] body, params Transform[] transforms)
    {
        _arities[head] = arguments.Length;
        _rules.Add(new Draft(head, arguments, body, transforms));
        return this;
    }

    public ProgramBuilder Given(string predicate, params object[] arguments)
    {
        _arities[predicate] = arguments.Length;
        _facts.Add(new BoundFact(Fact(predicate, arguments), Span));
        return this;
    }

    public ProgramBuilder Relation(string predicate, int arity, params int[] key)
    {
        _arities[predicate] = arity;
        _keys[predicate] = key;
        return this;
    }

    public ProgramBuilder WithParam(string name, Value value)
    {
        _params.Add(new BoundParam(name, BoundType.Any, value, null, null, Span));
        return this;
    }

    /// <summary>Declares a stratum; call in order, lowest first.</summary>
    public ProgramBuilder Stratum(params string[] predicates)
    {
        _strata.Add(predicates);
        return this;
    }

    public static Fact Fact(string predicate, params object[] arguments) => new(predicate, [.. arguments.Select(ToValue)]);

    public static FactChange Plus(string predicate, params object[] arguments) => FactChange.Assert(Fact(predicate, arguments));

    public static FactChange Minus(string predicate, params object[] arguments) => FactChange.Retract(Fact(predicate, arguments));

    public BoundProgram Build()
    {
        ImmutableArray<BoundRule> rules = [.. _rules.Select(Bind)];
        ImmutableArray<string> names = [.. _arities.Keys];
        return new BoundProgram
        {
            Predicates = [.. names.Select((name, id) => Predicate(name, id, rules))],
            Rules = rules,
            Facts = [.. _facts],
            Strata = [.. _strata.Select(stratum => new Stratum(
                [.. stratum.Select(name => names.IndexOf(name))], [.. rules.Where(r => stratum.Contains(names[r.HeadPredicate])).Select(r => r.Index)], true))],
            Params = [.. _params],
            Decides = [],
            Tests = [],
            Version = "test",
        };
    }

    public ReferenceSession Start(SessionLimits? limits = null) => new(Build(), limits ?? SessionLimits.Default);

    public static Value ToValue(object item) => item switch
    {
        Value value => value,
        int number => Value.Number(number),
        long number => Value.Number(number),
        double number => Value.Float64(number),
        Dec8 number => Value.Decimal(number),
        string text when text.StartsWith('/') => Value.Name(text),
        string text => Value.String(text),
        _ => throw new ArgumentException($"no value for {item}"),
    };

    private Literal Atom(bool negated, string predicate, object[] arguments)
    {
        _arities.TryAdd(predicate, arguments.Length);
        return scope => new BoundAtom
        {
            Predicate = _arities.Keys.ToList().IndexOf(predicate),
            IsNegated = negated,
            Arguments = [.. arguments.Select(scope.Term)],
            Span = Span,
        };
    }

    private BoundRule Bind(Draft draft, int index)
    {
        RuleScope scope = new();
        ImmutableArray<BoundLiteral> body = [.. draft.Body.Select(make => make(scope))];
        ImmutableArray<BoundTransform> transforms = [.. draft.Transforms.Select(make => make(scope))];
        ImmutableArray<BoundExpression> head = [.. draft.Arguments.Select(scope.Term)];
        return new BoundRule
        {
            Index = index,
            Id = $"{draft.Head}#{index}",
            HeadPredicate = _arities.Keys.ToList().IndexOf(draft.Head),
            Head = head,
            Body = body,
            Transforms = transforms,
            Variables = [.. scope.Names],
            Span = Span,
        };
    }

    private BoundPredicate Predicate(string name, int id, ImmutableArray<BoundRule> rules) => new()
    {
        Id = id,
        Name = name,
        Types = [.. Enumerable.Repeat(BoundType.Any, _arities[name])],
        Columns = [.. Enumerable.Range(1, _arities[name]).Select(i => $"arg{i}")],
        Key = [.. _keys.GetValueOrDefault(name, [])],
        IsDerived = rules.Any(r => r.HeadPredicate == id),
        IsExtensional = true,
        IsDeclared = false,
        Span = Span,
    };

    private sealed record Draft(string Head, object[] Arguments, Literal[] Body, Transform[] Transforms);

    /// <summary>The variables of one rule.</summary>
    internal sealed class RuleScope
    {
        public List<string> Names { get; } = [];

        public int Slot(string variable)
        {
            int slot = variable == "_" ? -1 : Names.IndexOf(variable);
            if (slot < 0)
            {
                slot = Names.Count;
                Names.Add(variable == "_" ? $"_{slot}" : variable);
            }

            return slot;
        }

        public BoundExpression Term(object item) => item switch
        {
            Term make => make(this),
            string text when text == "_" || char.IsAsciiLetterUpper(text[0]) => new BoundVariable { Slot = Slot(text), Type = BoundType.Any, Span = Span },
            _ => new BoundConstant { Value = ToValue(item), Type = BoundType.Any, Span = Span },
        };
    }
}

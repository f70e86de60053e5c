using System.Collections.Frozen;
using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Two versions of a program as one: what is given is given to both, what the second derives has names of its own.</summary>
/// <remarks>
/// Decisions, promises and changes of stored rows are left out: stored rows are given to both, like facts. What is known to be the same in both
/// (<see cref="SameRows"/>) is there once, so that the solver hears of changes only.
/// </remarks>
internal sealed class Graft
{
    private const string Mark = " (new)";

    private readonly BoundProgram _before;
    private readonly BoundProgram _after;
    private readonly SameRows _same;
    private readonly int[] _ids;
    private readonly Dictionary<int, int> _oldIndex;
    private readonly Dictionary<int, int> _newIndex;

    /// <param name="before">The first version.</param>
    /// <param name="after">The second.</param>
    /// <param name="same">What of it is there once.</param>
    public Graft(BoundProgram before, BoundProgram after, SameRows same)
    {
        _same = same;
        _oldIndex = Deriving(before).Select(static (r, i) => (r.Index, i)).ToDictionary();
        _before = before with { Rules = [.. Deriving(before).Select(static (r, i) => r with { Index = i })] };
        BoundRule[] changed = [.. Deriving(after).Where(r => !_same.Contains(after.Predicates[r.HeadPredicate]))];
        _newIndex = changed.Select((r, i) => (r.Index, _before.Rules.Length + i)).ToDictionary();
        _after = after with { Rules = [.. changed] };
        _ids = new int[after.Predicates.Length];
        List<BoundPredicate> predicates = [.. before.Predicates];
        foreach (BoundPredicate predicate in after.Predicates.OrderBy(static p => p.View is null ? 0 : 1))
        {
            _ids[predicate.Id] = Shared(predicate) ?? Add(predicate, predicates);
        }

        Program = Join(predicates);
    }

    /// <summary>Both in one; rows of the second version are under <see cref="IdOf"/>.</summary>
    public BoundProgram Program { get; }

    /// <summary>Where a predicate of the second version is.</summary>
    public int IdOf(BoundPredicate predicate) => _ids[predicate.Id];

    /// <summary>A deriving rule of the first version in the program of both.</summary>
    public BoundRule Old(BoundRule rule) => Program.Rules[_oldIndex[rule.Index]];

    /// <summary>A deriving rule of the second version, of a predicate that is not shared, in the program of both.</summary>
    public BoundRule New(BoundRule rule) => Program.Rules[_newIndex[rule.Index]];

    /// <summary>The fact as the second version calls it.</summary>
    public static Fact Named(Fact fact) => fact.Predicate.EndsWith(Mark, StringComparison.Ordinal) ? new Fact(fact.Predicate[..^Mark.Length], fact.Arguments) : fact;

    /// <summary>Names of predicates that mean the same in both, down to all that they read.</summary>
    public static HashSet<string> SameIn(BoundProgram before, BoundProgram after)
    {
        FrozenDictionary<string, string> old = PredicateVersions.Of(before);
        return [.. PredicateVersions.Of(after).Where(v => old.GetValueOrDefault(v.Key) == v.Value).Select(static v => v.Key)];
    }

    private static IEnumerable<BoundRule> Deriving(BoundProgram program)
    {
        bool isWhole = program.Rules.All(static r => r.Effect == RuleEffect.Derive);
        return isWhole ? program.Rules : program.Predicates.Any(static p => p.Merge is not null)
            ? throw new EncodingLimitException("a program with merges and stored rows is not compared")
            : program.Rules.Where(static r => r.Effect == RuleEffect.Derive);
    }

    /// <summary>The id in both versions of what is known to be the same in both.</summary>
    private int? Shared(BoundPredicate predicate) => _same.Contains(predicate) ? _before.FindPredicate(predicate.Name)!.Id : null;

    private int Add(BoundPredicate predicate, List<BoundPredicate> predicates)
    {
        predicates.Add(predicate with
        {
            Id = predicates.Count,
            Name = predicate.Name + Mark,
            View = predicate.View is { } view ? view with { Source = _ids[view.Source] } : null,
            Merge = predicate.Merge is { } merge ? merge with { Rules = [.. merge.Rules.Select(r => _newIndex[r])] } : null,
        });
        return predicates.Count - 1;
    }

    private BoundProgram Join(List<BoundPredicate> predicates)
    {
        Dictionary<string, string> names = _after.Predicates.ToDictionary(static p => p.Name, p => predicates[_ids[p.Id]].Name, StringComparer.Ordinal);
        IEnumerable<BoundFact> facts = _after.Facts.Where(f => names[f.Fact.Predicate] != f.Fact.Predicate).Select(f => f with { Fact = new Fact(names[f.Fact.Predicate], f.Fact.Arguments) });
        ImmutableArray<BoundRule> rules = [.. _before.Rules, .. _after.Rules.Select(Rule)];
        return _before with
        {
            Predicates = [.. predicates],
            Rules = rules,
            Facts = [.. _before.Facts, .. facts],
            Strata = [.. _before.Strata.Select(s => Over(s, _before, rules, 0, static id => id)), .. _after.Strata.Where(IsNew).Select(s => Over(s, _after, rules, _before.Rules.Length, id => _ids[id]))],
            Params = [.. _before.Params, .. _after.Params.Select(static p => p with { Name = p.Name + Mark })],
            Decides = [],
            Invariants = [],
            Optimizes = [],
            Tests = [],
        };
    }

    private bool IsNew(Stratum stratum) => !stratum.Predicates.All(id => _same.Contains(_after.Predicates[id]));

    /// <summary>Rules may have been renumbered: a stratum's are those whose heads it derives.</summary>
    private static Stratum Over(Stratum stratum, BoundProgram from, ImmutableArray<BoundRule> rules, int offset, Func<int, int> map)
    {
        HashSet<int> heads = [.. stratum.Predicates.Select(map)];
        return new Stratum([.. heads], [.. Enumerable.Range(offset, from.Rules.Length).Where(i => heads.Contains(rules[i].HeadPredicate))], stratum.IsRecursive);
    }

    private BoundRule Rule(BoundRule rule) => rule with
    {
        Index = _newIndex[rule.Index],
        Id = rule.Id + Mark,
        HeadPredicate = _ids[rule.HeadPredicate],
        Head = [.. rule.Head.Select(Expression)],
        Body = [.. rule.Body.Select(Literal)],
        Transforms = [.. rule.Transforms.Select(Transform)],
    };

    private BoundTransform Transform(BoundTransform transform) => transform switch
    {
        BoundLet let => let with { Value = Expression(let.Value) },
        BoundGroup group => group with { Aggregates = [.. group.Aggregates.Select(a => a with { Arguments = [.. a.Arguments.Select(Expression)] })] },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private BoundLiteral Literal(BoundLiteral literal) => literal switch
    {
        BoundAtom atom => atom with { Predicate = _ids[atom.Predicate], Arguments = [.. atom.Arguments.Select(Expression)] },
        BoundComparison comparison => comparison with { Left = Expression(comparison.Left), Right = Expression(comparison.Right), Hysteresis = Hysteresis(comparison.Hysteresis) },
        BoundBuiltinLiteral builtin => builtin with { Arguments = [.. builtin.Arguments.Select(Expression)] },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private BoundHysteresis? Hysteresis(BoundHysteresis? hysteresis) => hysteresis is null ? null
        : hysteresis with { Enter = Expression(hysteresis.Enter), Exit = Expression(hysteresis.Exit), Key = [.. hysteresis.Key.Select(Expression)] };

    private BoundExpression Expression(BoundExpression expression) => expression switch
    {
        BoundParameter parameter => parameter with { Index = parameter.Index + _before.Params.Length },
        BoundCall call => call with { Arguments = [.. call.Arguments.Select(Expression)] },
        _ => expression,
    };
}

using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>A program with its decisions as predicates: ids from the number of predicates on.</summary>
internal sealed class VerifiedProgram
{
    private readonly Dictionary<string, int> _ids;
    private readonly ILookup<int, BoundRule> _rules;
    private readonly HashSet<int> _recursive;
    private readonly ImmutableArray<ImmutableArray<int>> _keys;
    private readonly Dictionary<int, Fact[]> _closed;

    public VerifiedProgram(BoundProgram bound)
    {
        Bound = bound;
        Replayed = bound with { Predicates = [.. bound.Predicates, .. bound.Decides.Select((d, i) => PredicateOf(bound, d, bound.Predicates.Length + i))] };
        _ids = Replayed.Predicates.ToDictionary(static p => p.Name, static p => p.Id, StringComparer.Ordinal);
        Constants = [.. ProgramConstants.Of(bound)];
        Fields = [.. ProgramConstants.FieldsOf(bound)];
        _closed = bound.Facts.GroupBy(f => IdOf(f.Fact.Predicate)).Where(g => bound.Predicates[g.Key] is { IsExtensional: false, IsStored: false }).ToDictionary(static g => g.Key, static g => g.Select(static f => f.Fact).ToArray());
        _rules = bound.Rules.Where(static r => r.Effect == RuleEffect.Derive).ToLookup(static r => r.HeadPredicate);
        _keys = [.. Replayed.Predicates.Select(p => FindKey(p.Id))];
        _recursive = [.. bound.Strata.Where(static s => s.IsRecursive).SelectMany(static s => s.Predicates)];
    }

    public BoundProgram Bound { get; }

    /// <summary>The same with a predicate for each decide statement, to which a replay gives the decisions that were made.</summary>
    public BoundProgram Replayed { get; }

    /// <summary>Every value that the program names.</summary>
    public ImmutableArray<Value> Constants { get; }

    /// <summary>The fields of all structures that are built or read; sorted.</summary>
    public ImmutableArray<string> Fields { get; }

    /// <summary>The facts of the program text that always hold: those of predicates that no feed supplies.</summary>
    public IReadOnlyList<Fact> ClosedFactsOf(int predicate) => _closed.GetValueOrDefault(predicate, []);

    public int IdOf(string predicate) => _ids[predicate];

    public BoundPredicate Predicate(int id) => Replayed.Predicates[id];

    public IEnumerable<BoundRule> RulesOf(int predicate) => _rules[predicate];

    public bool IsRecursive(int predicate) => _recursive.Contains(predicate);

    public bool IsDecision(int predicate) => predicate >= Bound.Predicates.Length;

    public BoundDecide DecideOf(int predicate) => Bound.Decides[predicate - Bound.Predicates.Length];

    /// <summary>True when rows may come from outside: no rule derives the predicate, and no fact of the program fixes it.</summary>
    public bool IsOpen(int predicate)
    {
        BoundPredicate found = Predicate(predicate);
        return found.IsExtensional || found.IsStored || (!found.IsDerived && !Bound.Facts.Any(f => f.Fact.Predicate == found.Name));
    }

    /// <summary>Columns that fix the others: all but the combined one, a declared key, the key of a decision (one a moment), those of a group. Default where nothing does; empty where there is one row.</summary>
    public ImmutableArray<int> KeyOf(int predicate) => _keys[predicate];

    /// <summary>The column whose values are combined over all derivations of a row (a merge, a tag); null where rows are plain.</summary>
    public int? CombinedColumn(int predicate) => Predicate(predicate).Merge?.Column ?? Predicate(predicate).Tag?.Column;

    private ImmutableArray<int> FindKey(int predicate) =>
        CombinedColumn(predicate) is { } combined ? [.. Enumerable.Range(0, Predicate(predicate).Arity).Where(c => c != combined)]
        : IsDecision(predicate) ? [.. Enumerable.Range(0, DecideOf(predicate).Key.Length)]
        : Predicate(predicate).IsDerived ? GroupKey(predicate)
        : Predicate(predicate).Key.IsEmpty ? default : Predicate(predicate).Key;

    /// <summary>A predicate that one grouped rule derives has one row for each group, when its head names all of the group's keys.</summary>
    private ImmutableArray<int> GroupKey(int predicate)
    {
        BoundRule[] rules = [.. RulesOf(predicate)];
        if (rules is not [{ IsGrouped: true } rule] || Predicate(predicate).IsExtensional || Bound.Facts.Any(f => f.Fact.Predicate == Predicate(predicate).Name))
        {
            return default;
        }

        ImmutableArray<int> keys = rule.Transforms.OfType<BoundGroup>().Last().Keys;
        ImmutableArray<int> columns = [.. Enumerable.Range(0, rule.Head.Length).Where(i => rule.Head[i] is BoundVariable v && keys.Contains(v.Slot))];
        return columns.Length == keys.Length ? columns : default;
    }

    private static BoundPredicate PredicateOf(BoundProgram program, BoundDecide decide, int id)
    {
        BoundPredicate candidates = program.Predicates[decide.Candidates];
        return new BoundPredicate
        {
            Id = id,
            Name = decide.Name,
            Types = [.. decide.Columns.Select(c => candidates.Types[c])],
            Columns = [.. decide.Columns.Select(c => candidates.Columns[c])],
            IsDerived = false,
            IsExtensional = true,
            IsDeclared = true,
            Span = decide.Span,
        };
    }
}

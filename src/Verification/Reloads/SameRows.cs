using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Which predicates of two versions are known to have the same rows in every state. Grows as more becomes known.</summary>
/// <remarks>
/// To begin with those that are defined alike down to all that they read (<see cref="PredicateVersions"/>); then, lowest layer first, those whose rules have the
/// same forms and read only such predicates. Recursive ones are taken together: rules of one form over what is the same build the same rows round by round.
/// </remarks>
internal sealed class SameRows
{
    private readonly BoundProgram _before;
    private readonly BoundProgram _after;
    private readonly HashSet<string> _names;
    private readonly Dictionary<string, BoundPredicate> _old;
    private readonly ILookup<string, Fact> _oldFacts;
    private readonly ILookup<string, Fact> _newFacts;

    public SameRows(BoundProgram before, BoundProgram after)
    {
        (_before, _after) = (before, after);
        _names = Graft.SameIn(before, after);
        _old = before.Predicates.ToDictionary(static p => p.Name, StringComparer.Ordinal);
        _oldFacts = before.Facts.ToLookup(static f => f.Fact.Predicate, static f => f.Fact, StringComparer.Ordinal);
        _newFacts = after.Facts.ToLookup(static f => f.Fact.Predicate, static f => f.Fact, StringComparer.Ordinal);
    }

    /// <summary>True when it is known that both versions give a predicate of the second the same rows.</summary>
    public bool Contains(BoundPredicate predicate) => _names.Contains(predicate.Name) || IsGivenAlike(predicate);

    /// <summary>What the solver proved.</summary>
    public void Add(string predicate) => _names.Add(predicate);

    /// <summary>Adds the predicates of one layer of the second version when the forms of their rules say that they are the same.</summary>
    public void AddByForm(Stratum stratum)
    {
        BoundPredicate[] layer = [.. stratum.Predicates.Select(id => _after.Predicates[id])];
        if (layer.All(Contains) || !layer.All(p => Declared(p) is not null))
        {
            return;
        }

        HashSet<string> assumed = [.. layer.Select(static p => p.Name)];
        if (layer.All(p => FormsOf(_before, _old[p.Name], assumed).SetEquals(FormsOf(_after, p, assumed))))
        {
            _names.UnionWith(assumed);
        }
    }

    /// <summary>Rules of two versions of a predicate without those of one form that both have.</summary>
    public (ImmutableArray<BoundRule> Before, ImmutableArray<BoundRule> After) Unmatched(BoundPredicate before, BoundPredicate after)
    {
        HashSet<string> old = FormsOf(_before, before, []), now = FormsOf(_after, after, []);
        return ([.. RulesOf(_before, before).Where(r => !now.Contains(Form(_before, r, [])))], [.. RulesOf(_after, after).Where(r => !old.Contains(Form(_after, r, [])))]);
    }

    /// <summary>True when both versions name the same facts of a predicate.</summary>
    public bool HasSameFacts(string predicate) => _oldFacts[predicate].ToHashSet().SetEquals(_newFacts[predicate]);

    private HashSet<string> FormsOf(BoundProgram program, BoundPredicate predicate, HashSet<string> assumed) =>
        [.. RulesOf(program, predicate).Select(r => Form(program, r, assumed))];

    private static IEnumerable<BoundRule> RulesOf(BoundProgram program, BoundPredicate predicate) => program.Rules.Where(r => r.HeadPredicate == predicate.Id && r.Effect == RuleEffect.Derive);

    /// <summary>The head is called alike in both; what a body reads only when it is the same.</summary>
    private string Form(BoundProgram program, BoundRule rule, HashSet<string> assumed)
    {
        string head = program.Predicates[rule.HeadPredicate].Name;
        bool isOfHead = true;
        return RuleForm.Of(program, rule, name =>
        {
            bool isHead = isOfHead && name == head;
            isOfHead = false;
            return isHead || assumed.Contains(name) || (_after.FindPredicate(name) is { } now && Contains(now)) ? name : $"{name} of {(ReferenceEquals(program, _before) ? "before" : "after")}";
        });
    }

    /// <summary>The first version of a derived predicate that both declare alike; null for what rules do not say alone.</summary>
    private BoundPredicate? Declared(BoundPredicate now) =>
        _old.GetValueOrDefault(now.Name) is { View: null, Merge: null, Promises.IsEmpty: true } old && now is { View: null, Merge: null, Promises.IsEmpty: true }
        && old.Tag == now.Tag && old.IsDerived && now.IsDerived && IsDeclaredAlike(old, now) ? old : null;

    private bool IsDeclaredAlike(BoundPredicate old, BoundPredicate now) =>
        old.Types.SequenceEqual(now.Types) && old.Key.SequenceEqual(now.Key) && old.IsExtensional == now.IsExtensional && old.IsStored == now.IsStored
        && old.TtlNs == now.TtlNs && old.LatenessNs == now.LatenessNs && HasSameFacts(now.Name);

    /// <summary>Not derived and declared alike: its rows come from outside, for both versions the same; or a view of what is the same.</summary>
    private bool IsGivenAlike(BoundPredicate now)
    {
        if (now.IsDerived || _old.GetValueOrDefault(now.Name) is not { IsDerived: false } old || !IsDeclaredAlike(old, now))
        {
            return false;
        }

        return now.View is not { } view ? old.View is null
            : old.View is { } same && same.Kind == view.Kind && same.Near == view.Near && same.Far == view.Far && same.Count == view.Count
                && same.Columns.SequenceEqual(view.Columns) && same.Partition.SequenceEqual(view.Partition)
                && _before.Predicates[same.Source].Name == _after.Predicates[view.Source].Name && Contains(_after.Predicates[view.Source]);
    }
}

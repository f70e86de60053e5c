using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Puts the changes of one step into the stored predicates: all at once, so that their order cannot matter.</summary>
/// <remarks>
/// The rows after are (the rows before - retracted) + asserted: a row that is both retracted and asserted stays. Asserting what is stored changes
/// nothing, not even its record. A keyed row replaces the one of its key.
/// </remarks>
internal sealed class StepApplier(BoundProgram program, GivenFacts[] given, GivenTransaction transaction)
{
    private readonly Dictionary<string, GivenFacts> _byName = given.ToDictionary(static g => g.Predicate.Name, StringComparer.Ordinal);

    /// <summary>Rules that changed something so far.</summary>
    public SortedSet<int> Rules { get; } = [];

    /// <summary>False when everything is as asked already.</summary>
    public bool Apply(StepChanges changes)
    {
        bool changed = false;
        foreach ((Fact fact, int rule) in changes.Retracts)
        {
            GivenFacts facts = _byName[fact.Predicate];
            if (!changes.Asserts.ContainsKey(fact) && facts.FindRow(fact.Arguments) is not null)
            {
                changed = true;
                Rules.Add(rule);
                transaction.ApplyByRule(facts, fact.Arguments, null);
            }
        }

        foreach ((Fact fact, List<Derivation> by) in changes.Asserts)
        {
            GivenFacts facts = _byName[fact.Predicate];
            if (facts.FindRow(fact.Arguments) is null)
            {
                changed = true;
                Rules.Add(by[0].RuleIndex);
                transaction.ApplyByRule(facts, fact.Arguments, by);
            }
        }

        return changed;
    }

    /// <summary>Two rows of one key that one step asserts, as a sentence; null when there are none.</summary>
    public string? ConflictOf(StepChanges changes)
    {
        Dictionary<(string Predicate, RowKey Key), Fact> byKey = [];
        foreach ((Fact fact, List<Derivation> by) in changes.Asserts)
        {
            (string, RowKey) key = (fact.Predicate, RowKey.Of(fact.Arguments, _byName[fact.Predicate].KeyColumns.AsSpan()));
            if (!byKey.TryAdd(key, fact))
            {
                Fact other = byKey[key];
                return BrokenPromise.Of(EvaluationDiagnostics.StateConflict, other, RuleOf(changes, other), fact, program.Rules[by[0].RuleIndex].Id).Message;
            }
        }

        return null;
    }

    private string RuleOf(StepChanges changes, Fact fact) => program.Rules[changes.Asserts[fact][0].RuleIndex].Id;
}

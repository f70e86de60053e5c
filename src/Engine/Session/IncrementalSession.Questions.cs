using System.Diagnostics.CodeAnalysis;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <content>What is asked of a session between transactions.</content>
public sealed partial class IncrementalSession
{
    /// <summary>The value that the current state was derived with; a value set since takes effect with the next transaction.</summary>
    public Value? ParamOf(string name) => IndexOf(name) is >= 0 and int index ? _state.Params[index] : null;

    public IReadOnlyList<Fact> FactsOf(string predicate) => _tables.TryGetValue(predicate, out Table? table) ? _sorted.Of(table) : [];

    /// <inheritdoc/>
    public bool HasFactsOf(string predicate) => _tables.TryGetValue(predicate, out Table? table) && table.HasRows();

    /// <inheritdoc/>
    public IReadOnlyList<Fact> GivenFactsOf(string predicate) =>
        _tables.TryGetValue(predicate, out Table? table) && table.WasEverGiven ? [.. _sorted.Of(table).Where(IsGiven)] : [];

    public bool Holds(Fact fact) => TryFind(fact, out Table? table, out int row) && table.IsIn(row, RowView.New);

    public bool IsGiven(Fact fact) => TryFind(fact, out Table? table, out int row) && table.IsIn(row, RowView.New) && table.IsGiven(row) && !_stored.TryGet(fact, out _);

    /// <inheritdoc/>
    /// <remarks>Of a row that a rule stored: the record made then.</remarks>
    public Derivation? DerivationOf(Fact fact)
    {
        if (!Holds(fact) || IsGiven(fact))
        {
            return null;
        }

        return _stored.TryGet(fact, out Derivation? by) ? by : _derivations.Lowest(_tables[fact.Predicate].Predicate.Id, fact);
    }

    internal int InternedValues => _state.Interner.Count;

    /// <summary>What derived and undid a fact, as far back as <see cref="SessionOptions.ProvenanceCapacity"/> reaches; it need not hold now.</summary>
    /// <exception cref="ArgumentException">The program has no such predicate, or the fact has a wrong number of arguments.</exception>
    public FactHistory HistoryOf(Fact fact)
    {
        if (!_tables.TryGetValue(fact.Predicate, out Table? table))
        {
            throw Unknown(fact.Predicate);
        }

        if (fact.Arguments.Length != table.Predicate.Arity)
        {
            throw new ArgumentException($"{fact} has {fact.Arguments.Length} arguments, but {fact.Predicate} has {table.Predicate.Arity} columns", nameof(fact));
        }

        return _state.Log is { } log ? new HistoryReader(_plan, _state, new FixedHeights(_plan, _state)).Read(log, table.Predicate.Id, fact) : new FactHistory([], IsWhole: false);
    }

    public IReadOnlyList<Derivation> AllDerivationsOf(string predicate)
    {
        if (!_tables.TryGetValue(predicate, out Table? table))
        {
            return [];
        }

        List<Derivation> all = _derivations.All(table.Predicate.Id);
        all.AddRange(_stored.Of(predicate));
        return all;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Conclusion> ConclusionsOf(string predicate)
    {
        if (!_tables.TryGetValue(predicate, out Table? table))
        {
            return [];
        }

        List<Conclusion> found = _derivations.Conclusions(table.Predicate.Id);
        foreach (Derivation by in _stored.IsEmpty ? [] : _stored.Of(predicate))
        {
            found.Add(new Conclusion(by.RuleIndex, by.Conclusion));
        }

        return found;
    }

    /// <summary>Every substitution of the query in the current state: one array of slot values each, sorted, without duplicates.</summary>
    /// <remarks>The slot of a wildcard inside a negation has no value; it holds the default one. Literals that fail drop their substitution.</remarks>
    /// <param name="query">A query of this session's program.</param>
    /// <param name="maxRows">When there are more, this many and one are given, so that the caller sees it and no memory is spent on the rest.</param>
    /// <param name="stop">Falls when nobody waits for the rows any more.</param>
    public IReadOnlyList<Value[]> Query(PlannedQuery query, int maxRows = int.MaxValue, CancellationToken stop = default) => QueryRunner.Solve(query, _state, maxRows, stop);

    private bool TryFind(Fact fact, [NotNullWhen(true)] out Table? table, out int row)
    {
        table = _tables.TryGetValue(fact.Predicate, out Table? found) && fact.Arguments.Length == found.Predicate.Arity ? found : null;
        row = table?.Find(fact.Arguments, _state.Interner) ?? -1;
        return table is not null && row >= 0;
    }
}

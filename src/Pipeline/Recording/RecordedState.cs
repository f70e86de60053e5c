using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A recorded program and all changes of given facts up to a moment, in order.</summary>
public sealed record RecordedState(BoundProgram Program, IReadOnlyList<FactChange> Changes, EventTime At)
{
    /// <summary>The rows from outside that hold after all changes, those of the program's own text left out; sorted.</summary>
    public ImmutableArray<Fact> GivenFacts()
    {
        ReferenceSession session = new(Program, new SessionLimits());
        session.Commit(At, Changes);
        IEnumerable<BoundPredicate> open = Program.Predicates.Where(p => p.IsExtensional || (!p.IsDerived && !Program.Facts.Any(f => f.Fact.Predicate == p.Name)));
        return [.. open.SelectMany(p => session.FactsOf(p.Name).Where(session.IsGiven)).Order()];
    }
}

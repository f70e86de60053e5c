using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Brings what a desk publishes into the tick, and the tick's facts to the desk.</summary>
/// <remarks>
/// A run at full speed waits for the desk before the next event, so that the same feed gives the same run; a paced run never waits, and its journal tells when
/// the facts came. What a desk publishes counts against no rate but its own.
/// </remarks>
internal sealed class DeskFacts
{
    private readonly IFactDesk _desk;
    private readonly bool _waits;
    private readonly Dictionary<string, SuppliedRow> _rows = new(StringComparer.Ordinal);

    /// <summary>Made once: a tick that has nothing for the desk allocates nothing.</summary>
    private readonly Func<IEnumerable<Fact>> _given;
    private (BoundProgram Program, IRuleSession Session)? _offered;

    public DeskFacts(IFactDesk desk, bool waits)
    {
        (_desk, _waits) = (desk, waits);
        _given = () => _offered is { } now ? Given(now.Program, now.Session) : [];
    }

    /// <summary>Adds what has come since to the changes of this tick; rows of predicates that the rules in force do not have are left out.</summary>
    public void Tell(BoundProgram program, SuppliedPredicates wanted, RowChanges changes)
    {
        if (_waits)
        {
            _desk.Wait();
        }

        if (!_desk.TryTake(program, out IReadOnlyList<FactChange>? published))
        {
            return;
        }

        foreach (FactChange change in published)
        {
            if (program.FindPredicate(change.Fact.Predicate) is { } predicate && predicate.Arity == change.Fact.Arguments.Length)
            {
                Tell(change, predicate, wanted, changes);
            }
        }
    }

    /// <summary>Shows the desk the state after a tick.</summary>
    public void Offer(BoundProgram program, IRuleSession session, EventTime at)
    {
        _offered = (program, session);
        _desk.TryBegin(at, program, _given);
    }

    private void Tell(FactChange change, BoundPredicate predicate, SuppliedPredicates wanted, RowChanges changes)
    {
        int leading = predicate.Key.IsEmpty ? predicate.Arity : predicate.Key.Max() + 1;
        Value[] arguments = change.Fact.Arguments, key = arguments[..leading];
        string text = new Fact(predicate.Name, key).ToString();
        if (!_rows.TryGetValue(text, out SuppliedRow? row))
        {
            _rows.Add(text, row = wanted.Row(predicate.Name, RowSource.Desk, null, key));
        }

        if (change.Kind == ChangeKind.Assert)
        {
            changes.Assert(row, arguments.AsSpan(leading));
        }
        else
        {
            changes.Retract(row);
        }
    }

    private static IEnumerable<Fact> Given(BoundProgram program, IRuleSession session) =>
        program.Predicates.Where(static p => p.IsExtensional && p.View is null).SelectMany(p => session.FactsOf(p.Name).Where(session.IsGiven));
}

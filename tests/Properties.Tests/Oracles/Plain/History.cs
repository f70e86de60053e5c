using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>What a temporal literal may still look back at, as ADR 54 defines it: a view's rows are a function of this and of now.</summary>
/// <remarks>Immutable, so that a transaction that is rolled back, or a step of it, leaves the history before. Times are never negative here.</remarks>
internal sealed class History(BoundPredicate predicate, List<Spell> spells)
{
    private readonly BoundView _view = predicate.View!;

    private static readonly Int128 _never = Int128.MaxValue;

    /// <param name="present">The source's rows after the transaction.</param>
    /// <param name="events">Rows that were asserted, or came to hold, in it.</param>
    /// <param name="now">Its time.</param>
    public History After(IEnumerable<Fact> present, IEnumerable<Fact> events, long now) =>
        new(predicate, _view.IsWindow ? Events(events.Select(row => new Spell(Project(row), now, now)), now) : Stretches([.. present.Select(Project)], now));

    /// <summary>The view's rows, each with what it stands for.</summary>
    public IEnumerable<(Fact Row, Spell Spell)> Shown(long now) =>
        spells.Where(s => Seen(s) is var (from, until) && from <= now && now < until).Select(s => (RowOf(s), s)).DistinctBy(static s => s.Item1);

    /// <summary>Moments at which the rows may change although nothing is given.</summary>
    public IEnumerable<Int128> Due => spells.Select(Seen).SelectMany(static s => new[] { s.From, s.Until }).Where(static moment => moment != _never);

    /// <summary>From when a spell's row is seen, and from when no more.</summary>
    private (Int128 From, Int128 Until) Seen(Spell s) => _view.Kind switch
    {
        ViewKind.Interval => ((Int128)s.From + _view.Near, (Int128)s.From + _view.Far + 1),
        ViewKind.Tumbling => ((Int128)Bucket(s.From) + _view.Near, (Int128)Bucket(s.From) + _view.Far),
        ViewKind.Held => ((Int128)s.From + _view.Far, (Int128?)s.To + _view.Near ?? _never),
        ViewKind.Past => ((Int128)s.From + _view.Near, (Int128?)s.To + _view.Far ?? _never),
        _ => (s.From, _never),
    };

    private Fact Project(Fact row) => new(predicate.Name, [.. _view.Columns.Select(c => row.Arguments[c])]);

    /// <summary>The same row at the same time is one event; what no window can show any more is dropped.</summary>
    private List<Spell> Events(IEnumerable<Spell> more, long now) => _view.Kind != ViewKind.Rows ? [.. spells.Union(more).Where(s => s.From >= now - _view.Far)]
        : [.. spells.Union(more).GroupBy(s => Value.List([.. _view.Partition.Select(c => s.Row.Arguments[c])]))
            .SelectMany(g => g.OrderBy(static s => s.From).ThenBy(static s => s.Row).TakeLast((int)Math.Min(_view.Count, int.MaxValue)))];

    /// <summary>What holds at a moment is what holds after its last transaction: a row taken and given again at one moment has no gap, and one that came and went never held.</summary>
    private List<Spell> Stretches(HashSet<Fact> present, long now)
    {
        List<Spell> known = spells.ConvertAll(s => s with { To = (s.To is null || s.To == now) && present.Remove(s.Row) ? null : s.To ?? now });
        return [.. known.Where(s => s.To != s.From && !(s.To < now - _view.Far)), .. present.Select(row => new Spell(row, now, null))];
    }

    private Fact RowOf(Spell s) => _view.Kind switch
    {
        ViewKind.Held or ViewKind.Past => s.Row,
        ViewKind.Tumbling => new Fact(predicate.Name, [.. s.Row.Arguments, Value.Time(Bucket(s.From)), Value.Time(s.From)]),
        _ => new Fact(predicate.Name, [.. s.Row.Arguments, Value.Time(s.From)]),
    };

    private long Bucket(long time) => time - (time % _view.Near);
}

using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>Everything of a program that changes as time passes: views of the past and rows with a ttl.</summary>
internal sealed class PastViews
{
    private readonly PastView[] _views;
    private readonly PastView[]?[] _bySource;
    private readonly Expiry?[] _expiryOf;
    private readonly Expiry[] _expiries;
    private readonly SourceEvents _events;

    public PastViews(RulePlan plan, EngineState state)
    {
        _views = [.. plan.Predicates.Where(static p => p.View is not null).Select(p => PastView.Of(p, state))];
        _bySource = new PastView[]?[plan.Predicates.Length];
        foreach (IGrouping<int, PastView> views in _views.GroupBy(static v => v.Source.Predicate.Id))
        {
            _bySource[views.Key] = [.. views];
        }

        _expiryOf = [.. plan.Predicates.Select(p => p.TtlNs is { } ttl ? new Expiry(state.Relations[p.Id], ttl) : null)];
        _expiries = [.. _expiryOf.OfType<Expiry>()];
        _events = new SourceEvents(state.Asserted);
        WithEvents = [.. plan.Predicates.Select(p => _bySource[p.Id]?.Any(static v => v is not PresenceView) == true)];
    }

    public ReadOnlySpan<Expiry> Expiries => _expiries;

    /// <summary>By predicate id: a window shows its events.</summary>
    public bool[] WithEvents { get; }

    /// <summary>When rows of a predicate are over; null when they stay.</summary>
    public Expiry? ExpiryOf(int predicate) => _expiryOf[predicate];

    /// <summary>The last rows of a predicate that time took away; null where time takes none.</summary>
    public GoneRows? GoneOf(int predicate) => _expiryOf[predicate]?.Gone ?? ViewOf(predicate)?.Gone;

    public PastView? ViewOf(int predicate)
    {
        foreach (PastView view in _views)
        {
            if (view.Target.Predicate.Id == predicate)
            {
                return view;
            }
        }

        return null;
    }

    /// <summary>True when nothing changes as time passes.</summary>
    public bool IsTimeless => _views.Length == 0 && _expiries.Length == 0;

    /// <summary>True when the program has a view of the past.</summary>
    public bool HasAny => _views.Length > 0;

    public bool HasViews(int source) => _bySource[source] is not null;

    /// <summary>Brings the views of a relation whose new state is final up to date.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Advance(Table source, long now, HeightTable heights)
    {
        if (_bySource[source.Predicate.Id] is not { } views)
        {
            return;
        }

        _events.Read(source, now);
        foreach (PastView view in views)
        {
            view.Advance(_events, now);
            if (view.Target.TouchedCount > 0)
            {
                heights.MarkChanged(view.Target.Predicate.Id);
            }
        }
    }

    /// <summary>Events and intervals remembered by all views.</summary>
    public long Size
    {
        get
        {
            long size = 0;
            foreach (PastView view in _views)
            {
                size += view.Size;
            }

            return size;
        }
    }

    /// <summary>The first moment after <paramref name="after"/> at which something changes although nothing is given; null when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long? NextChange(long after)
    {
        long? next = null;
        foreach (Expiry expiry in _expiries)
        {
            next = Moments.Sooner(next, expiry.NextChange(after));
        }

        foreach (PastView view in _views)
        {
            next = Moments.Sooner(next, view.NextChange(after));
        }

        return next;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Commit()
    {
        foreach (Expiry expiry in _expiries)
        {
            expiry.Commit();
        }

        foreach (PastView view in _views)
        {
            view.Commit();
        }
    }

    /// <summary>Relations have been rolled back already.</summary>
    public void RollBack()
    {
        foreach (Expiry expiry in _expiries)
        {
            expiry.RollBack();
        }

        foreach (PastView view in _views)
        {
            view.RollBack();
        }
    }

    public void MarkInterned(Interner interner)
    {
        foreach (Expiry expiry in _expiries)
        {
            expiry.Gone.MarkInterned(interner);
        }

        foreach (PastView view in _views)
        {
            view.Gone?.MarkInterned(interner);
            view.MarkInterned(interner);
        }
    }
}

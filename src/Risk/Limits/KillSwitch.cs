using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Watches equity against one baseline and stays tripped until it is armed again.</summary>
/// <remarks>
/// States: armed → (loss reaches the limit) tripped → armed again by <see cref="Reset"/>, and for the day baseline also by the next
/// UTC day. It stays tripped when equity recovers: a switch that flickers with the mark protects nobody.
/// </remarks>
public sealed class KillSwitch
{
    private long _day;

    /// <summary>The last pair that did not trip it: while the account stands still there is nothing to work out.</summary>
    private Amount? _unharmedBaseline;
    private Amount? _unharmedEquity;

    internal KillSwitch(KillSwitchLimit limit) => Limit = limit;

    public KillSwitchLimit Limit { get; }

    public bool IsTripped { get; private set; }

    /// <summary>When it tripped; only while tripped.</summary>
    public EventTime TrippedAt { get; private set; }

    /// <summary>The baseline it tripped against.</summary>
    public Amount TrippedBaseline { get; private set; }

    /// <summary>The equity it tripped at.</summary>
    public Amount TrippedEquity { get; private set; }

    /// <summary>An operator arms it again. It trips at once if the loss is still there: reset the book's peak as well where that is meant.</summary>
    public void Reset() => IsTripped = false;

    internal void Observe(PositionBook book)
    {
        if (Limit.Baseline == LossBaseline.Day && book.Day > _day)
        {
            IsTripped = false;
        }

        _day = book.Day;
        Amount baseline = BaselineOf(book);
        if (IsTripped || (baseline == _unharmedBaseline && book.Equity == _unharmedEquity))
        {
            return;
        }

        if (HasLost(baseline, book.Equity))
        {
            (IsTripped, TrippedAt, TrippedBaseline, TrippedEquity) = (true, book.Now, baseline, book.Equity);
            return;
        }

        (_unharmedBaseline, _unharmedEquity) = (baseline, book.Equity);
    }

    private Amount BaselineOf(PositionBook book) => Limit.Baseline switch
    {
        LossBaseline.Start => book.StartEquity,
        LossBaseline.Day => book.DayStartEquity,
        LossBaseline.Peak => book.PeakEquity,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Also when the loss does not fit: unsure means no. A fraction of nothing is lost at once.</summary>
    private bool HasLost(Amount baseline, Amount equity)
    {
        if (!Amount.TrySubtract(baseline, equity, out Amount loss))
        {
            return true;
        }

        bool amount = Limit.MaxLoss is { } most && loss >= Amount.From(most);
        bool fraction = Limit.MaxLossFraction is { } share && (baseline <= Amount.Zero || loss >= baseline.FractionRoundedUp(share));
        return amount || fraction;
    }
}

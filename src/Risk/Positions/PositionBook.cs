using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Positions of all instruments, valued in one account currency: profit, equity, peak and drawdown, exact to the last digit.</summary>
/// <remarks>
/// <para>Equity is cash plus the value of every position at its mark, in exact arithmetic: fills and marks in any order of
/// instruments give the same bits, and nothing drifts. Quote currencies are taken at par with the account currency.</para>
/// <para>A fill happened whether or not it can be booked. One that cannot be leaves the book unchanged and
/// <see cref="IsConsistent"/> false for good; the gate then refuses entries. Days are UTC days of event time. Not thread-safe.</para>
/// </remarks>
public sealed class PositionBook
{
    private const long NanosecondsPerDay = 86_400_000_000_000;

    private readonly InstrumentCatalogue _instruments;
    private readonly Dictionary<InstrumentId, PositionEntry> _byInstrument = [];
    private readonly List<PositionEntry> _sorted = [];
    private Amount _cash;
    private Amount _value;
    private Amount _cost;
    private bool _hasTime;

    public PositionBook(InstrumentCatalogue instruments, Dec8 startingEquity)
    {
        _instruments = instruments;
        StartEquity = Amount.From(startingEquity);
        _cash = StartEquity;
        Equity = StartEquity;
        DayStartEquity = StartEquity;
        PeakEquity = StartEquity;
    }

    /// <summary>False once a fill or a mark could not be booked: positions or equity are then not known for certain.</summary>
    public bool IsConsistent { get; private set; } = true;

    /// <summary>The latest event time seen.</summary>
    public EventTime Now { get; private set; }

    /// <summary>UTC days since the epoch of <see cref="Now"/>.</summary>
    public long Day => FloorDay(Now);

    public Amount StartEquity { get; }

    public Amount Equity { get; private set; }

    /// <summary>Equity when the current UTC day of event time began, or at the start on the first day.</summary>
    public Amount DayStartEquity { get; private set; }

    /// <summary>The highest equity seen since the start, or since <see cref="ResetPeak"/>.</summary>
    public Amount PeakEquity { get; private set; }

    /// <summary>How far equity stands below its peak; never negative.</summary>
    public Amount Drawdown => new(PeakEquity.Raw - Equity.Raw);

    /// <summary>Profit of everything closed, after all fees paid (also those of open positions).</summary>
    public Amount RealisedPnl => new(_cash.Raw + _cost.Raw - StartEquity.Raw);

    /// <summary>Profit of everything open, at the marks.</summary>
    public Amount UnrealisedPnl => new(_value.Raw - _cost.Raw);

    /// <summary>Instruments ever filled or marked, sorted; flat ones too. Allocates.</summary>
    public IReadOnlyList<Position> Positions => [.. _sorted.Select(static e => e.ToPosition())];

    internal IReadOnlyList<PositionEntry> Entries => _sorted;

    /// <summary>The position; flat and without a mark when nothing is known of the instrument.</summary>
    public Position Get(InstrumentId instrument) =>
        _byInstrument.TryGetValue(instrument, out PositionEntry? entry)
            ? entry.ToPosition()
            : new Position(instrument, Dec8.Zero, Amount.Zero, null, default, ContractSize(instrument) ?? Dec8.One);

    /// <summary>Books an execution. Before the first mark of its instrument the fill's price serves as the mark.</summary>
    public FillOutcome Apply(Fill fill)
    {
        AdvanceTo(fill.At);
        FillOutcome outcome = TryApply(fill);
        IsConsistent &= outcome == FillOutcome.Booked;
        return outcome;
    }

    /// <summary>Values an instrument's position at a price. Positive, in quote currency.</summary>
    public MarkOutcome Mark(InstrumentId instrument, Dec8 price, EventTime at)
    {
        AdvanceTo(at);
        if (price.Raw <= 0 || Entry(instrument) is not { } entry)
        {
            return MarkOutcome.Refused;
        }

        if (entry.Mark is not null && at < entry.MarkAt)
        {
            return MarkOutcome.Late;
        }

        return Revalue(entry, price, at) ? MarkOutcome.Applied : Inconsistent();
    }

    /// <summary>Event time has moved on; a new UTC day takes the equity of its beginning as its baseline. A time that goes back is ignored.</summary>
    public void AdvanceTo(EventTime at)
    {
        if (_hasTime && at <= Now)
        {
            return;
        }

        if (!_hasTime || FloorDay(at) > Day)
        {
            DayStartEquity = Equity;
        }

        _hasTime = true;
        Now = at;
    }

    /// <summary>An operator accepts the drawdown: the peak is now.</summary>
    public void ResetPeak() => PeakEquity = Equity;

    private static long FloorDay(EventTime at) =>
        (at.Nanoseconds / NanosecondsPerDay) - (at.Nanoseconds % NanosecondsPerDay < 0 ? 1 : 0);

    private FillOutcome TryApply(Fill fill)
    {
        if (fill.Quantity.Raw <= 0 || fill.Price.Raw <= 0)
        {
            return FillOutcome.Invalid;
        }

        if (Entry(fill.Instrument) is not { } entry)
        {
            return FillOutcome.UnknownInstrument;
        }

        Int128 change = fill.Side == OrderSide.Buy ? fill.Quantity.Raw : -fill.Quantity.Raw;
        Dec8 mark = entry.Mark ?? fill.Price;
        bool fits = entry.TryQuantityAfter(change, out Dec8 after)
            & entry.TryCostAfter(fill, after, out Amount cost)
            & TryCashAfter(fill, change, entry.ContractSize, out Amount cash)
            & Amount.TryNotional(mark, after, entry.ContractSize, out Amount value)
            & TryReplace(_cost, entry.Cost, cost, out Amount totalCost);
        if (!fits || !TryReplace(_value, entry.Value, value, out Amount totalValue) || !Commit(cash, totalValue, totalCost))
        {
            return FillOutcome.Overflow;
        }

        entry.MarkAt = entry.Mark is null ? fill.At : entry.MarkAt;
        (entry.Quantity, entry.Cost, entry.Mark, entry.Value) = (after, cost, mark, value);
        return FillOutcome.Booked;
    }

    private bool TryCashAfter(Fill fill, Int128 change, Dec8 contractSize, out Amount cash)
    {
        cash = default;
        return Amount.TryNotional(fill.Price, new Dec8((long)change), contractSize, out Amount paid)
            && Amount.TrySubtract(_cash, paid, out Amount beforeFee)
            && Amount.TrySubtract(beforeFee, Amount.From(fill.Fee), out cash);
    }

    private bool Revalue(PositionEntry entry, Dec8 price, EventTime at)
    {
        if (entry.Quantity.IsZero && entry.Value == Amount.Zero)
        {
            // Nothing is worth nothing at any price: the totals stay.
            (entry.Mark, entry.MarkAt) = (price, at);
            return true;
        }

        if (!Amount.TryNotional(price, entry.Quantity, entry.ContractSize, out Amount value)
            || !TryReplace(_value, entry.Value, value, out Amount total)
            || !Commit(_cash, total, _cost))
        {
            return false;
        }

        (entry.Mark, entry.MarkAt, entry.Value) = (price, at, value);
        return true;
    }

    /// <summary>total - old + new.</summary>
    private static bool TryReplace(Amount total, Amount old, Amount @new, out Amount result)
    {
        result = default;
        return Amount.TrySubtract(total, old, out Amount others) && Amount.TryAdd(others, @new, out result);
    }

    /// <summary>Takes over new totals if every figure derived from them fits too; otherwise changes nothing.</summary>
    private bool Commit(Amount cash, Amount value, Amount cost)
    {
        if (!Amount.TryAdd(cash, value, out Amount equity)
            || !Amount.TryAdd(cash, cost, out Amount realised)
            || !Amount.TrySubtract(realised, StartEquity, out _)
            || !Amount.TrySubtract(value, cost, out _)
            || !Amount.TrySubtract(PeakEquity, equity, out _))
        {
            return false;
        }

        (_cash, _value, _cost, Equity) = (cash, value, cost, equity);
        PeakEquity = equity > PeakEquity ? equity : PeakEquity;
        return true;
    }

    private MarkOutcome Inconsistent()
    {
        IsConsistent = false;
        return MarkOutcome.Overflow;
    }

    private Dec8? ContractSize(InstrumentId instrument) =>
        _instruments.TryGet(instrument, out InstrumentFilters? filters) ? filters.ContractSize : null;

    private PositionEntry? Entry(InstrumentId instrument)
    {
        if (_byInstrument.TryGetValue(instrument, out PositionEntry? known) || ContractSize(instrument) is not { } contractSize)
        {
            return known;
        }

        return Add(instrument, contractSize);
    }

    /// <summary>Apart from the look-up, which every mark makes: its closure would be made there.</summary>
    private PositionEntry Add(InstrumentId instrument, Dec8 contractSize)
    {
        PositionEntry entry = new(instrument, contractSize);
        _byInstrument.Add(instrument, entry);
        _sorted.Insert(_sorted.FindLastIndex(e => e.Instrument < instrument) + 1, entry);
        return entry;
    }
}

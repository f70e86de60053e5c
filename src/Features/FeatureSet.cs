using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Features;

/// <summary>All features of one venue and symbol, streaming: updates in, one row of values out.</summary>
/// <remarks>
/// <para>Time is the event time given with each update, floored to milliseconds; exchanges stamp in milliseconds, so for them
/// windows are exact. A timestamp that goes back does not turn the clock back: the update is applied at the latest time seen
/// (<see cref="UpdateOutcome.AppliedLate"/>) and counted in <see cref="LateUpdates"/>.</para>
/// <para>Quotes, books and trades are independent: a book does not set the quote. Memory is fixed at construction (about 1.5 MB
/// for the default schema); no call but <see cref="Snapshot"/> and <see cref="Reset"/> allocates. Not thread-safe: one writer.</para>
/// </remarks>
public sealed class FeatureSet
{
    private readonly double[] _reported;
    private readonly FeatureKernel[] _kernels;
    private long _nowMs;
    private bool _hasTime;

    public FeatureSet(string venue, string symbol, FeatureSchema? schema = null)
    {
        Venue = venue;
        Symbol = symbol;
        Schema = schema ?? FeatureSchema.Default;
        _kernels = [.. Schema.Features.Select(static f => f.CreateKernel())];
        _reported = new double[Schema.Count];
        Array.Fill(_reported, double.NaN);
    }

    public string Venue { get; }

    public string Symbol { get; }

    public FeatureSchema Schema { get; }

    /// <summary>The latest event time seen; zero before the first update.</summary>
    public EventTime Now { get; private set; }

    /// <summary>The row that <see cref="Read"/> shows now.</summary>
    public FeatureRowId RowId { get; private set; }

    /// <summary>Updates whose time lay before one already seen.</summary>
    public long LateUpdates { get; private set; }

    /// <summary>Updates that described no market; see <see cref="UpdateOutcome.Refused"/>.</summary>
    public long RefusedUpdates { get; private set; }

    /// <summary>The best bid and ask changed. Prices in quote currency, sizes in base units or contracts; all positive, bid at most ask.</summary>
    public UpdateOutcome OnQuote(EventTime at, Dec8 bid, Dec8 bidQuantity, Dec8 ask, Dec8 askQuantity)
    {
        UpdateOutcome outcome = AdvanceClock(at);
        TopOfBook top = new(bid, bidQuantity, ask, askQuantity);
        if (!top.IsSound)
        {
            foreach (FeatureKernel kernel in _kernels)
            {
                kernel.OnQuoteLost(_nowMs);
            }

            return Refuse();
        }

        foreach (FeatureKernel kernel in _kernels)
        {
            kernel.OnQuote(_nowMs, top);
        }

        return outcome;
    }

    /// <summary>The visible book changed. Both sides hold at least one level, all numbers are positive, best bid at most best ask.</summary>
    public UpdateOutcome OnBook(EventTime at, BookDepth depth)
    {
        UpdateOutcome outcome = AdvanceClock(at);
        if (!depth.IsSound)
        {
            foreach (FeatureKernel kernel in _kernels)
            {
                kernel.OnBookLost();
            }

            return Refuse();
        }

        foreach (FeatureKernel kernel in _kernels)
        {
            kernel.OnBook(depth);
        }

        return outcome;
    }

    /// <summary>The book can no longer be trusted: features of depth are absent until the next <see cref="OnBook"/>.</summary>
    public void OnBookLost()
    {
        RowId = new FeatureRowId(RowId.Sequence + 1);
        foreach (FeatureKernel kernel in _kernels)
        {
            kernel.OnBookLost();
        }
    }

    /// <summary>A trade happened. Price and quantity are positive.</summary>
    /// <param name="isBuy">The aggressor bought.</param>
    public UpdateOutcome OnTrade(EventTime at, Dec8 price, Dec8 quantity, bool isBuy)
    {
        UpdateOutcome outcome = AdvanceClock(at);
        if (price.Raw <= 0 || quantity.Raw <= 0)
        {
            return Refuse();
        }

        foreach (FeatureKernel kernel in _kernels)
        {
            kernel.OnTrade(_nowMs, price, quantity, isBuy);
        }

        return outcome;
    }

    /// <summary>The venue told of funding and its marks. Prices are positive or NaN.</summary>
    public UpdateOutcome OnFunding(EventTime at, in FundingMarks marks)
    {
        UpdateOutcome outcome = AdvanceClock(at);
        if (!marks.IsSound)
        {
            return Refuse();
        }

        foreach (FeatureKernel kernel in _kernels)
        {
            kernel.OnFunding(_nowMs, marks);
        }

        return outcome;
    }

    /// <summary>Event time has moved on without news: windows slide, quotes stay.</summary>
    public UpdateOutcome AdvanceTo(EventTime at) => AdvanceClock(at);

    /// <summary>The feed was interrupted: forget everything, so that no window spans the gap. Warm-up starts over; row ids go on.</summary>
    public void Reset()
    {
        for (int i = 0; i < _kernels.Length; i++)
        {
            if (!_kernels[i].TryReset())
            {
                _kernels[i] = Schema.Features[i].CreateKernel();
            }
        }

        RowId = new FeatureRowId(RowId.Sequence + 1);
    }

    /// <summary>Writes all values in the schema's order, NaN where absent. Throws when <paramref name="values"/> is shorter than the schema.</summary>
    public void Read(Span<double> values)
    {
        for (int i = 0; i < _kernels.Length; i++)
        {
            values[i] = Canonical(_kernels[i].Value);
        }
    }

    /// <summary>
    /// Writes, in the schema's order, only the values that differ to the bit from what this method last reported, and returns how many.
    /// A value that became absent is reported once, as absent. Throws when <paramref name="changes"/> is shorter than the schema.
    /// </summary>
    public int ReadChanges(Span<FeatureValue> changes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(changes.Length, _kernels.Length);
        int count = 0;
        for (int i = 0; i < _kernels.Length; i++)
        {
            double value = Canonical(_kernels[i].Value);
            if (BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(_reported[i]))
            {
                _reported[i] = value;
                changes[count++] = new FeatureValue(i, value);
            }
        }

        return count;
    }

    /// <summary>A copy of the current row.</summary>
    public FeatureRow Snapshot()
    {
        double[] values = new double[_kernels.Length];
        Read(values);
        return new FeatureRow(Venue, Symbol, RowId, Now, [.. values]);
    }

    /// <summary>One NaN and one zero, so that equal values are equal bits.</summary>
    private static double Canonical(double value) => double.IsNaN(value) ? double.NaN : value == 0 ? 0.0 : value;

    private UpdateOutcome AdvanceClock(EventTime at)
    {
        RowId = new FeatureRowId(RowId.Sequence + 1);
        bool late = _hasTime && at < Now;
        if (late)
        {
            LateUpdates++;
            return UpdateOutcome.AppliedLate;
        }

        _hasTime = true;
        Now = at;
        _nowMs = EventClock.Milliseconds(at);
        foreach (FeatureKernel kernel in _kernels)
        {
            kernel.Advance(_nowMs);
        }

        return UpdateOutcome.Applied;
    }

    private UpdateOutcome Refuse()
    {
        RefusedUpdates++;
        return UpdateOutcome.Refused;
    }
}

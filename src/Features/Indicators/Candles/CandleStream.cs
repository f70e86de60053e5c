using System.Numerics;

namespace CryptoScalp.Rules.Features;

/// <summary>The last candles of a series, pushed one by one, with the averages that a pattern measures them against.</summary>
/// <remarks>
/// The totals roll exactly as TA-Lib's do, added to and subtracted from in the same order since the first bar of the pattern, so that a tie between
/// a body and an average falls the same way. Every candle and every change stands in its ring twice, a ring apart: whatever is asked for stands in a row.
/// </remarks>
internal sealed class CandleStream(CandleShape shape)
{
    private const int Reach = CandleShape.Reach;

    // Loads begin at what is asked for and read on; nobody looks at the rest.
    private static readonly int Stride = (2 * Reach) + Vector<double>.Count;

    private static readonly int[] Places = [.. Enumerable.Range(0, CandleShape.Places)];

    private readonly double[] _prices = new double[4 * Stride];
    private readonly double[] _changes = new double[((int)CandleTotal.ShortRange + 1) * Stride];
    private readonly double[] _totals = new double[CandleShape.Places];
    private readonly double[] _averages = new double[CandleShape.Places + Vector<double>.Count];
    private long _newest = -1;

    /// <summary>The newest candle has as many before it as the pattern needs.</summary>
    public bool IsFull => _newest >= shape.Lookback;

    private int Slot => (int)_newest & (Reach - 1);

    /// <summary>The sign at the newest candle.</summary>
    public double Sign => shape.Pattern(new CandleView(in _prices[Slot + Reach], Stride, in _averages[0], in Places[0], shape.Penetration)).Values[0];

    public void Push(in IndicatorBar bar)
    {
        if (IsFull)
        {
            Roll();
        }

        _newest++;
        Keep(0, bar.Open);
        Keep(1, bar.High);
        Keep(2, bar.Low);
        Keep(3, bar.Close);
        foreach (CandleRolled rolled in shape.Rolled)
        {
            NoteChange(rolled);
        }

        if (_newest == shape.Lookback)
        {
            Start();
        }
    }

    private void Keep(int column, double price)
    {
        _prices[(column * Stride) + Slot] = price;
        _prices[(column * Stride) + Slot + Reach] = price;
    }

    /// <summary>What the newest candle will change in the totals that it joins: it comes, another leaves. The newest change stands first.</summary>
    private void NoteChange(in CandleRolled rolled)
    {
        double change = Measure(rolled.Measure, 0) - Measure(rolled.Measure, rolled.Period);
        int place = ((int)rolled.Total * Stride) + Reach - 1 - Slot;
        _changes[place] = change;
        _changes[place + Reach] = change;
    }

    private double Measure(CandleMeasure measure, int ago) => new CandleLanes(in _prices[Slot + Reach - ago], Stride).Measure(measure).Values[0];

    /// <summary>The totals before each candle of the pattern, added up from the oldest.</summary>
    private void Start()
    {
        foreach (CandleRolled rolled in shape.Rolled)
        {
            for (int ago = 0; ago <= shape.Depth; ago++)
            {
                double sum = 0;
                for (int before = rolled.Period; before >= 1; before--)
                {
                    sum += Measure(rolled.Measure, ago + before);
                }

                int place = CandleShape.Place(rolled.Total, ago);
                (_totals[place], _averages[place]) = (sum, sum / rolled.Period);
            }
        }
    }

    /// <summary>Before a candle arrives: the newest candle of each average joins it and the oldest leaves.</summary>
    private void Roll()
    {
        foreach (CandleRolled rolled in shape.Rolled)
        {
            int place = CandleShape.Place(rolled.Total, 0);
            int changes = ((int)rolled.Total * Stride) + Reach - 1 - Slot;
            for (int ago = 0; ago <= shape.Depth; ago += Vector<double>.Count)
            {
                Vector<double> totals = new Vector<double>(_totals, place + ago) + new Vector<double>(_changes, changes + ago);
                totals.CopyTo(_totals, place + ago);
                (totals / rolled.Period).CopyTo(_averages, place + ago);
            }
        }
    }
}

using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CryptoScalp.Rules.Features;

/// <summary>All averages that the patterns of a batch measure candles against, block by block; each chain is a column.</summary>
/// <remarks>Each total takes in and gives up what streaming's does, in the same order: the same bits.</remarks>
internal sealed class CandleChains
{
    /// <summary>Chains that roll side by side, so that none waits for its own sum.</summary>
    private const int Abreast = 4;

    private readonly CandleChain[] _chains;
    private readonly double[] _running;
    private readonly double[] _measures = new double[CandleBatch.Stride];
    private readonly double[] _changes = new double[CandleBatch.Stride];

    public CandleChains(ReadOnlySpan<CandleShape> shapes)
    {
        HashSet<CandleChain> wanted = [];
        foreach (CandleShape shape in shapes)
        {
            wanted.UnionWith(shape.Rolled.SelectMany(r => Enumerable.Range(0, shape.Depth + 1).Select(ago => new CandleChain(r, shape.Lookback - ago))));
        }

        // Chains of one total stand together and fill their fours; what fills them up rolls along unseen.
        _chains = [.. wanted.OrderBy(static c => c.Origin).GroupBy(static c => c.Rolled.Total).OrderBy(static g => g.Key)
            .SelectMany(static g => g.Concat(Enumerable.Repeat(g.First(), (Abreast - (g.Count() % Abreast)) % Abreast)))];
        _running = new double[_chains.Length];
        Averages = ArrayPool<double>.Shared.Rent((_chains.Length + 1) * CandleBatch.Stride);
    }

    /// <summary>A column a chain.</summary>
    public double[] Averages { get; }

    /// <summary>Gives the memory back; nothing may be looked at any more.</summary>
    public void Return() => ArrayPool<double>.Shared.Return(Averages);

    /// <summary>Where the averages that a shape looks at stand: what <see cref="CandleShape.Place"/> counts.</summary>
    public int[] PlacesOf(CandleShape shape)
    {
        int[] places = new int[CandleShape.Places];
        foreach (CandleRolled rolled in shape.Rolled)
        {
            for (int ago = 0; ago <= shape.Depth; ago++)
            {
                int chain = Array.IndexOf(_chains, new CandleChain(rolled, shape.Lookback - ago));
                places[CandleShape.Place(rolled.Total, ago)] = (chain * CandleBatch.Stride) - ago;
            }
        }

        return places;
    }

    /// <param name="prices">Columns of prices as <see cref="CandleLanes"/> reads them.</param>
    /// <param name="end">Behind the last candle of the block.</param>
    /// <param name="isFirst">The block begins with the first candle of the series.</param>
    public void Roll(double[] prices, int end, bool isFirst)
    {
        for (int chain = 0; chain < _chains.Length; chain += Abreast)
        {
            CandleRolled rolled = _chains[chain].Rolled;
            if (chain == 0 || _chains[chain - 1].Rolled.Total != rolled.Total)
            {
                Measure(prices, rolled, end);
            }

            if (isFirst)
            {
                Begin(chain, end);
            }
            else
            {
                KeepTails(chain);
                RollAbreast(chain, CandleBatch.Before, end);
            }

            Divide(chain, isFirst ? 0 : CandleBatch.Before, end, rolled.Period);
        }
    }

    private void Measure(double[] prices, in CandleRolled rolled, int end)
    {
        for (int i = 0; i < end; i += Vector<double>.Count)
        {
            new CandleLanes(in prices[i], CandleBatch.Stride).Measure(rolled.Measure).Values.CopyTo(_measures, i);
        }

        for (int i = rolled.Period; i < end; i++)
        {
            _changes[i] = _measures[i] - _measures[i - rolled.Period];
        }
    }

    /// <summary>The first block: each chain begins at its own candle.</summary>
    private void Begin(int first, int end)
    {
        for (int chain = first; chain < first + Abreast; chain++)
        {
            Span<double> column = Column(chain);
            int origin = CandleBatch.Before + _chains[chain].Origin;
            double total = 0;
            for (int before = _chains[chain].Rolled.Period; before >= 1; before--)
            {
                total += _measures[origin - before];
            }

            for (int i = origin; i < end; i++)
            {
                column[i] = total;
                total += _changes[i];
            }

            _running[chain] = total;
        }
    }

    /// <summary>The candles of a pattern reach back into the block before.</summary>
    private void KeepTails(int first)
    {
        for (int chain = first; chain < first + Abreast; chain++)
        {
            Span<double> column = Column(chain);
            column.Slice(CandleBatch.Rows, CandleBatch.Before).CopyTo(column);
        }
    }

    private void RollAbreast(int chain, int from, int end)
    {
        ref double column = ref Averages[chain * CandleBatch.Stride];
        Span<double> running = _running.AsSpan(chain, Abreast);
        (double a, double b, double c, double d) = (running[0], running[1], running[2], running[3]);
        ReadOnlySpan<double> changes = _changes.AsSpan(0, end);
        for (int i = from; i < changes.Length; i++)
        {
            ref double row = ref Unsafe.Add(ref column, i);
            row = a;
            Unsafe.Add(ref row, CandleBatch.Stride) = b;
            Unsafe.Add(ref row, 2 * CandleBatch.Stride) = c;
            Unsafe.Add(ref row, 3 * CandleBatch.Stride) = d;
            double change = changes[i];
            a += change;
            b += change;
            c += change;
            d += change;
        }

        (running[0], running[1], running[2], running[3]) = (a, b, c, d);
    }

    private void Divide(int first, int from, int end, double period)
    {
        for (int chain = first; chain < first + Abreast; chain++)
        {
            // A few numbers behind the end are divided too: nobody looks at them.
            foreach (ref Vector<double> totals in MemoryMarshal.Cast<double, Vector<double>>(Column(chain)[from..(end + Vector<double>.Count - 1)]))
            {
                totals /= period;
            }
        }
    }

    private Span<double> Column(int chain) => Averages.AsSpan(chain * CandleBatch.Stride, CandleBatch.Stride);
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CryptoScalp.Rules.Features;

/// <summary>Some hundred candles of a series at a time with all their totals, for one pattern: what a batch looks at instead of pushing candles.</summary>
/// <remarks>
/// The totals of one candle stand side by side, so one addition rolls those of all candles of a pattern. Each lane adds what
/// <see cref="CandleWindow.Push"/> adds, in its order. One block, one series.
/// </remarks>
internal sealed class CandleBlock
{
    private const int Rows = 128;
    private const int Width = CandleWindow.Kinds * CandleWindow.Slot;

    // Before the first row stands what its totals and the changes of its totals reach back to.
    private const int Before = 2 * CandleWindow.Reach;

    private readonly CandleWindow _window;
    private readonly Candle[] _candles = new Candle[Before + Rows];
    private readonly double[] _measures = new double[Before + Rows];
    private readonly double[] _changes = new double[Rows + CandleWindow.Slot];
    private readonly double[] _totals = new double[Rows * Width];
    private int _rows;

    public CandleBlock(CandleWindow window)
    {
        _window = window;
        window.LookAt(_candles, _totals);
    }

    public void Run(in IndicatorSeries series, Func<CandleWindow, int> pattern, Span<double> output)
    {
        output[..Math.Min(_window.Lookback, output.Length)].Fill(double.NaN);
        for (int start = _window.Lookback; start < output.Length; start += Rows)
        {
            int missing = Math.Max(0, Before - start);
            _rows = Math.Min(Rows, output.Length - start);
            CandleColumns columns = new(in series, start - Before + missing, Before + _rows - missing);
            columns.CopyTo(_candles.AsSpan(missing));
            foreach (CandleRolled rolled in _window.Rolled)
            {
                columns.Measure(rolled.Measure, _measures.AsSpan(missing));
                Roll(rolled, isFirst: start == _window.Lookback);
            }

            See(pattern, output.Slice(start, _rows));
        }
    }

    private void See(Func<CandleWindow, int> pattern, Span<double> output)
    {
        for (int row = 0; row < output.Length; row++)
        {
            _window.MoveTo(Before + row, row * Width);
            output[row] = pattern(_window);
        }
    }

    private void Roll(in CandleRolled rolled, bool isFirst)
    {
        int slot = (int)rolled.Total * CandleWindow.Slot;
        NoteChanges(rolled.Period);
        Start(rolled, slot, isFirst);
        RollLanes(slot);
        if (_window.Depth >= Vector256<double>.Count)
        {
            RollLanes(slot + Vector256<double>.Count, Vector256<double>.Count);
        }
    }

    /// <summary>What each candle changes in the totals that it joins, the newest first: at k that of the candle before row _rows - 1 - k.</summary>
    private void NoteChanges(int period)
    {
        int newest = Before + _rows - 2;
        int count = _rows + CandleWindow.Slot - 1;
        Span<double> changes = _changes.AsSpan(0, count);
        ReadOnlySpan<double> joining = _measures.AsSpan(newest - count + 1, count);
        ReadOnlySpan<double> leaving = _measures.AsSpan(newest - count + 1 - period, count);
        for (int i = 0; i < joining.Length; i++)
        {
            changes[^(i + 1)] = joining[i] - leaving[i];
        }
    }

    private void Start(CandleRolled rolled, int slot, bool isFirst)
    {
        Span<double> first = _totals.AsSpan(slot, CandleWindow.Slot);
        ReadOnlySpan<double> last = _totals.AsSpan(((Rows - 1) * Width) + slot, CandleWindow.Slot);
        for (int ago = 0; ago <= _window.Depth; ago++)
        {
            first[ago] = isFirst ? rolled.Before(_candles, Before - ago, int.MaxValue) : last[ago] + _changes[_rows - 1 + ago];
        }
    }

    private void RollLanes(int slot, int ago = 0)
    {
        Vector256<double> totals = Vector256.Create<double>(_totals.AsSpan(slot));
        ref double changes = ref _changes[_rows - 1 + ago];
        ref double places = ref _totals[slot];
        for (int row = 1; row < _rows; row++)
        {
            totals += Vector256.LoadUnsafe(ref Unsafe.Subtract(ref changes, row));
            totals.StoreUnsafe(ref Unsafe.Add(ref places, row * Width));
        }
    }
}

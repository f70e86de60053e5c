namespace CryptoScalp.Rules.Features;

/// <summary>ULTOSC: buying pressure in percent of the true range over three windows, the shortest weighing 4, the longest 1. L. Williams (1985).</summary>
internal sealed class UltimateOscillatorIndicator : Indicator
{
    private readonly Pressure[] _windows;
    private double _previousClose = double.NaN;

    public UltimateOscillatorIndicator(params int[] periods)
    {
        int[] sorted = [.. periods.Order()];
        _windows = Array.ConvertAll(sorted, static period => new Pressure(period));
    }

    private protected override void Next(in IndicatorBar bar)
    {
        double previous = _previousClose;
        _previousClose = bar.Close;
        if (double.IsNaN(previous))
        {
            return;
        }

        double pressure = bar.Close - Math.Min(bar.Low, previous);
        double range = TrueRange.Of(in bar, previous);
        double sum = 0;
        double weight = 4;
        foreach (Pressure window in _windows)
        {
            sum += weight * window.Next(pressure, range);
            weight /= 2;
        }

        Emit(100 * (sum / 7));
    }

    private sealed class Pressure(int period)
    {
        private readonly RollingSum _pressure = new(period);
        private readonly RollingSum _range = new(period);

        public double Next(double pressure, double range)
        {
            _pressure.Push(pressure);
            _range.Push(range);
            if (!_range.IsFull)
            {
                return double.NaN;
            }

            return _range.Value == 0 ? 0 : _pressure.Value / _range.Value;
        }
    }
}

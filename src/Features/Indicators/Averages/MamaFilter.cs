namespace CryptoScalp.Rules.Features;

/// <summary>MESA adaptive average: an EMA whose weight follows how fast the phase of the dominant cycle moves.</summary>
/// <remarks>J. Ehlers, MESA and Trading Market Cycles (2001). <see cref="Following"/> (FAMA) moves at half the weight.</remarks>
internal sealed class MamaFilter(double fastLimit, double slowLimit) : SeriesFilter
{
    public const int Lookback = 32;

    private readonly HilbertCycle _cycle = new(HilbertCycle.ShortStart);
    private double _average;
    private double _following;
    private double _previousPhase;
    private int _seen;

    /// <summary>FAMA; NaN while warming up.</summary>
    public double Following { get; private set; } = double.NaN;

    public override double Next(double value)
    {
        if (_cycle.Next(value))
        {
            double weight = Weight();
            _average = (weight * value) + ((1 - weight) * _average);
            _following = (weight / 2 * _average) + ((1 - (weight / 2)) * _following);
        }

        if (_seen < Lookback)
        {
            _seen++;
            return double.NaN;
        }

        Following = _following;
        return _average;
    }

    private double Weight()
    {
        double phase = _cycle.InPhase == 0 ? 0 : Math.Atan(_cycle.Quadrature / _cycle.InPhase) * HilbertCycle.DegreesPerRadian;
        double change = _previousPhase - phase;
        _previousPhase = phase;
        return change <= 1 ? fastLimit : Math.Max(fastLimit / change, slowLimit);
    }
}

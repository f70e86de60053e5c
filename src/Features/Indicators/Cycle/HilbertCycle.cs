namespace CryptoScalp.Rules.Features;

/// <summary>The dominant cycle of a price by Hilbert transforms: smoothed price, analytic signal and period in bars.</summary>
/// <remarks>
/// J. Ehlers, Rocket Science for Traders (2001), as TA-Lib computes it: a 4-bar weighted average, a homodyne discriminator, the period
/// held within 6 to 50 bars and within 0.67 to 1.5 times the one before.
/// </remarks>
internal sealed class HilbertCycle(int start)
{
    /// <summary>Bars before the transform of functions with lookback 32 begins.</summary>
    public const int ShortStart = 12;

    /// <summary>Bars before the transform of functions with lookback 63 begins.</summary>
    public const int LongStart = 37;

    /// <summary>The longest period in bars.</summary>
    public const int LongestPeriod = 50;

    /// <summary>A degree as TA-Lib rounds it; where a price stands still the phase is all rounding, so the last bit shows.</summary>
    public const double DegreesPerRadian = 180 / Math.PI;

    private const int ShortestPeriod = 6;
    private const int Slots = 3;

    private readonly SmoothedPrice _smoothing = new();
    private readonly HilbertStage _detrender = new();
    private readonly HilbertStage _quadrature = new();
    private readonly HilbertStage _advancedInPhase = new();
    private readonly HilbertStage _advancedQuadrature = new();
    private readonly Ring _detrended = new(4);
    private double _period;
    private double _i2;
    private double _q2;
    private double _real;
    private double _imaginary;
    private int _seen;
    private int _slot;
    private bool _even = start % 2 == 0;

    public double Smoothed { get; private set; }

    /// <summary>The period in bars, smoothed; 0 before the first transform.</summary>
    public double SmoothPeriod { get; private set; }

    public double InPhase { get; private set; }

    public double Quadrature { get; private set; }

    /// <summary>The period as a whole number of bars.</summary>
    public int WholePeriod => (int)(SmoothPeriod + 0.5);

    /// <summary>False while the transform has not begun.</summary>
    public bool Next(double price)
    {
        double smoothed = _smoothing.Next(price);
        if (_seen < start)
        {
            _seen++;
            return false;
        }

        Smoothed = smoothed;
        Transform((0.075 * _period) + 0.54);
        _even = !_even;
        return true;
    }

    private void Transform(double gain)
    {
        double detrended = _detrender.Next(Smoothed, _even, _slot, gain);
        Quadrature = _quadrature.Next(detrended, _even, _slot, gain);
        _detrended.Push(detrended);
        InPhase = _detrended.Ago(3);
        double advancedI = _advancedInPhase.Next(InPhase, _even, _slot, gain);
        double advancedQ = _advancedQuadrature.Next(Quadrature, _even, _slot, gain);
        if (_even)
        {
            _slot = (_slot + 1) % Slots;
        }

        double q2 = (0.2 * (Quadrature + advancedI)) + (0.8 * _q2);
        double i2 = (0.2 * (InPhase - advancedQ)) + (0.8 * _i2);
        _real = (0.2 * ((i2 * _i2) + (q2 * _q2))) + (0.8 * _real);
        _imaginary = (0.2 * ((i2 * _q2) - (q2 * _i2))) + (0.8 * _imaginary);
        (_i2, _q2) = (i2, q2);
        UpdatePeriod();
    }

    private void UpdatePeriod()
    {
        double previous = _period;
        double period = _imaginary != 0 && _real != 0 ? 360 / (Math.Atan(_imaginary / _real) * DegreesPerRadian) : previous;
        period = Math.Max(Math.Min(period, 1.5 * previous), 0.67 * previous);
        period = Math.Clamp(period, ShortestPeriod, LongestPeriod);
        _period = (0.2 * period) + (0.8 * previous);
        SmoothPeriod = (0.33 * _period) + (0.67 * SmoothPeriod);
    }
}

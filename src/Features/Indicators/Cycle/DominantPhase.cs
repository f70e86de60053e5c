using System.Runtime.Intrinsics;

namespace CryptoScalp.Rules.Features;

/// <summary>The phase of the dominant cycle in degrees, -45 to 315: the angle of the smoothed price's Fourier sum at that period.</summary>
internal sealed class DominantPhase
{
    // One full wave for each period a cycle can have: sine and cosine side by side.
    private static readonly Vector128<double>[][] Waves = [.. Enumerable.Range(0, HilbertCycle.LongestPeriod + 1).Select(Wave)];

    private const double RadiansPerDegree = 1 / HilbertCycle.DegreesPerRadian;

    // Taken only where someone asks, and once.
    private (double Now, double Ahead)? _sines;

    private readonly RecentValues _smoothed = new(HilbertCycle.LongestPeriod);

    /// <summary>Degrees; 0 before the first.</summary>
    public double Degrees { get; private set; }

    public double Sine => Sines().Now;

    /// <summary>The sine 45 degrees ahead.</summary>
    public double LeadSine => Sines().Ahead;

    public void Next(HilbertCycle cycle)
    {
        _smoothed.Push(cycle.Smoothed);
        (double real, double imaginary) = FourierSum(cycle.WholePeriod);
        double phase = Angle(real, imaginary) + 90 + (360 / cycle.SmoothPeriod);
        if (imaginary < 0)
        {
            phase += 180;
        }

        Degrees = phase > 315 ? phase - 360 : phase;
        _sines = null;
    }

    private (double Now, double Ahead) Sines() =>
        _sines ??= (Math.Sin(Degrees * RadiansPerDegree), Math.Sin((Degrees + 45) * RadiansPerDegree));

    private (double Real, double Imaginary) FourierSum(int period)
    {
        Vector128<double> sum = Vector128<double>.Zero;
        Vector128<double>[] waves = Waves[period];
        ReadOnlySpan<double> prices = _smoothed.Newest(waves.Length);
        for (int i = 0; i < prices.Length; i++)
        {
            sum += waves[i] * prices[i];
        }

        return (sum[0], sum[1]);
    }

    /// <summary>Where the imaginary part is zero TA-Lib turns the angle before by a right angle; that is kept.</summary>
    private double Angle(double real, double imaginary) =>
        imaginary != 0 ? Math.Atan(real / imaginary) * HilbertCycle.DegreesPerRadian : Degrees + (90 * Math.Sign(real));

    private static Vector128<double>[] Wave(int period) => [.. Enumerable.Range(0, period).Select(i => Point(Math.SinCos(i * Math.Tau / period)))];

    private static Vector128<double> Point((double Sin, double Cos) angle) => Vector128.Create(angle.Sin, angle.Cos);
}

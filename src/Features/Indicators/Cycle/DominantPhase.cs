namespace CryptoScalp.Rules.Features;

/// <summary>The phase of the dominant cycle in degrees, -45 to 315: the angle of the smoothed price's Fourier sum at that period.</summary>
internal sealed class DominantPhase
{
    private readonly Ring _smoothed = new(HilbertCycle.LongestPeriod);

    /// <summary>Degrees; 0 before the first.</summary>
    public double Degrees { get; private set; }

    public double Sine => Math.Sin(double.DegreesToRadians(Degrees));

    public double LeadSine => Math.Sin(double.DegreesToRadians(Degrees + 45));

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
    }

    private (double Real, double Imaginary) FourierSum(int period)
    {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < period; i++)
        {
            (double sin, double cos) = Math.SinCos(i * Math.Tau / period);
            real += sin * _smoothed.Ago(i);
            imaginary += cos * _smoothed.Ago(i);
        }

        return (real, imaginary);
    }

    /// <summary>Where the imaginary part is zero TA-Lib turns the angle before by a right angle; that is kept.</summary>
    private double Angle(double real, double imaginary) =>
        imaginary != 0 ? double.RadiansToDegrees(Math.Atan(real / imaginary)) : Degrees + (90 * Math.Sign(real));
}

namespace CryptoScalp.Rules.Features;

/// <summary>MESA adaptive average: an EMA whose weight follows how fast the phase of the dominant cycle moves.</summary>
/// <remarks>J. Ehlers, MESA and Trading Market Cycles (2001).</remarks>
internal sealed class AdaptiveAverage(double fastLimit, double slowLimit)
{
    private double _previousPhase;

    public double Value { get; private set; }

    /// <summary>FAMA, which moves at half the weight.</summary>
    public double Following { get; private set; }

    /// <param name="cycle">Has taken in the price, and the transform has begun.</param>
    public void Next(double price, HilbertCycle cycle)
    {
        double weight = Weight(cycle);
        Value = (weight * price) + ((1 - weight) * Value);
        Following = (weight / 2 * Value) + ((1 - (weight / 2)) * Following);
    }

    private double Weight(HilbertCycle cycle)
    {
        double phase = cycle.InPhase == 0 ? 0 : Math.Atan(cycle.Quadrature / cycle.InPhase) * HilbertCycle.DegreesPerRadian;
        double change = _previousPhase - phase;
        _previousPhase = phase;
        return change <= 1 ? fastLimit : Math.Max(fastLimit / change, slowLimit);
    }
}

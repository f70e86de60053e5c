namespace CryptoScalp.Rules.Features;

/// <summary>One Hilbert transform: seven taps, every other one zero, so even and odd bars have a state each.</summary>
internal sealed class HilbertStage
{
    private const double Outer = 0.0962;
    private const double Inner = 0.5769;
    private const int Taps = 3;

    private readonly Phase _even = new();
    private readonly Phase _odd = new();

    /// <param name="slot">0 to 2, the same for an even bar and the odd one before it.</param>
    public double Next(double input, bool even, int slot, double gain) => (even ? _even : _odd).Next(input, slot) * gain;

    private sealed class Phase
    {
        private readonly double[] _delayed = new double[Taps];
        private double _previous;
        private double _previousInput;

        public double Next(double input, int slot)
        {
            double outer = Outer * input;
            double result = outer - _delayed[slot] - _previous;
            _delayed[slot] = outer;
            _previous = Inner * _previousInput;
            _previousInput = input;
            return result + _previous;
        }
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>Checked values of an indicator's parameters, in the order of its definition.</summary>
internal readonly struct ParameterValues(double[] values)
{
    public double this[int index] => values[index];

    public int Period(int index = 0) => (int)values[index];

    public MovingAverageType Average(int index) => (MovingAverageType)(int)values[index];
}

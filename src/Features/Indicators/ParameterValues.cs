namespace CryptoScalp.Rules.Features;

/// <summary>Checked values of an indicator's parameters, in the order of its definition, and the settings around them.</summary>
internal readonly struct ParameterValues(double[] values, IndicatorSettings settings)
{
    public double this[int index] => values[index];

    public IndicatorSettings Settings => settings;

    public int Period(int index = 0) => (int)values[index];

    public MovingAverageType Average(int index) => (MovingAverageType)(int)values[index];
}

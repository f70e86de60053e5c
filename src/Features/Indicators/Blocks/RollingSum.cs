namespace CryptoScalp.Rules.Features;

/// <summary>The sum of the last values of a series; O(1) and without drift.</summary>
internal sealed class RollingSum(int period)
{
    private readonly Ring _ring = new(period);
    private DoubleDouble _sum;

    public bool IsFull => _ring.IsFull;

    public double Value => _sum.Value;

    public void Push(double value)
    {
        double replaced = _ring.Push(value);
        _sum += DoubleDouble.Difference(value, replaced);
        if (_sum.IsResidueOf(replaced))
        {
            AddUp();
        }
    }

    private void AddUp()
    {
        _sum = 0;
        foreach (double value in _ring.Unordered)
        {
            _sum += value;
        }
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>The sum of the last values, and their sum weighted by age in bars (newest 0); O(1) and without drift.</summary>
/// <remarks>When a value arrives every other one ages by a bar, which adds the plain sum to the weighted one.</remarks>
internal sealed class LinearSums(int period)
{
    private readonly Ring _ring = new(period);

    public bool IsFull => _ring.IsFull;

    public DoubleDouble Sum { get; private set; }

    public DoubleDouble AgeWeighted { get; private set; }

    public void Push(double value)
    {
        double replaced = _ring.Push(value);
        AgeWeighted = AgeWeighted + Sum - DoubleDouble.Product(period, replaced);
        Sum += DoubleDouble.Difference(value, replaced);
        if (Sum.IsResidueOf(replaced) || AgeWeighted.IsResidueOf(period * replaced))
        {
            AddUp();
        }
    }

    private void AddUp()
    {
        (Sum, AgeWeighted) = (0, 0);
        for (int age = 0; age < _ring.Unordered.Length; age++)
        {
            Sum += _ring.Ago(age);
            AgeWeighted += DoubleDouble.Product(age, _ring.Ago(age));
        }
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>ENTROPY: permutation entropy of three closes in a row over the window, 0 (always the same order) to 1 (all six orders alike).</summary>
/// <remarks>Bandt and Pompe (2002), order 3. Equal closes count as rising. Counts are whole numbers, so nothing drifts; O(1) a bar.</remarks>
internal sealed class PermutationEntropyIndicator(int period) : Indicator
{
    private const int Orders = 6;

    private readonly int[] _counts = new int[Orders];
    private readonly Ring _patterns = new(period);
    private readonly Ring _closes = new(3);

    private protected override void Next(in IndicatorBar bar)
    {
        _closes.Push(bar.Close);
        if (!_closes.IsFull)
        {
            return;
        }

        int pattern = Pattern(_closes.Ago(2), _closes.Ago(1), _closes.Ago(0));
        bool wasFull = _patterns.IsFull;
        int replaced = (int)_patterns.Push(pattern);
        _counts[pattern]++;
        if (wasFull)
        {
            _counts[replaced]--;
        }

        if (_patterns.IsFull)
        {
            Emit(Entropy());
        }
    }

    private static int Pattern(double a, double b, double c) =>
        a <= b ? (b <= c ? 0 : a <= c ? 1 : 2) : (a <= c ? 3 : b <= c ? 4 : 5);

    private double Entropy()
    {
        double sum = 0;
        foreach (int count in _counts)
        {
            double share = (double)count / period;
            sum -= count == 0 ? 0 : share * Math.Log(share);
        }

        return sum / Math.Log(Orders);
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>Whether buys follow buys: the correlation of each trade's sign with that of the one before, over the last trades, -1 to 1.</summary>
/// <remarks>Whole numbers until the last step, so nothing drifts. Absent while all signs are the same. J.-P. Bouchaud et al. (2004). Warm-up: so many trades.</remarks>
internal sealed class SignAutocorrelationKernel(int trades) : FeatureKernel
{
    private readonly sbyte[] _signs = new sbyte[trades];
    private int _next;
    private int _count;
    private int _sum;
    private int _products;

    public override double Value => _count == trades ? Correlation() : double.NaN;

    public override void OnTrade(long nowMs, Primitives.Dec8 price, Primitives.Dec8 quantity, bool isBuy)
    {
        sbyte sign = isBuy ? (sbyte)1 : (sbyte)-1;
        if (_count == trades)
        {
            _sum -= _signs[_next];
            _products -= _signs[_next] * _signs[(_next + 1) % trades];
        }

        _products += _count == 0 ? 0 : sign * _signs[(_next + trades - 1) % trades];
        _sum += sign;
        _signs[_next] = sign;
        _next = (_next + 1) % trades;
        _count = Math.Min(_count + 1, trades);
    }

    private double Correlation()
    {
        double mean = (double)_sum / trades;
        double variance = trades * (1 - (mean * mean));
        int oldest = _signs[_next];
        int newest = _signs[(_next + trades - 1) % trades];
        double covariance = _products - (mean * ((2 * _sum) - oldest - newest)) + ((trades - 1) * mean * mean);
        return variance > 0 ? covariance / variance : double.NaN;
    }
}

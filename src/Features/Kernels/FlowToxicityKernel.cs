namespace CryptoScalp.Rules.Features;

/// <summary>How one-sided trading has been from second to second: the sum of |bought - sold| of each over all that was traded, 0 to 1.</summary>
/// <remarks>
/// The measure of VPIN (Easley, López de Prado, O'Hara 2012) with the aggressors that exchanges report instead of guessed ones, and seconds instead of buckets of volume: buckets
/// make it follow the intensity of trading (Andersen and Bondarenko 2014). Over the last whole seconds; sums are exact. Absent in a window without trades.
/// Warm-up: the seconds, from the first update of any kind.
/// </remarks>
internal sealed class FlowToxicityKernel(int seconds) : FeatureKernel
{
    private readonly Int128[] _oneSided = new Int128[seconds];
    private readonly Int128[] _traded = new Int128[seconds];
    private Int128 _oneSidedSum;
    private Int128 _tradedSum;
    private Int128 _signed;
    private Int128 _volume;
    private long? _firstSecond;
    private long _second;

    public override double Value =>
        _firstSecond is { } first && _second - first >= seconds && _tradedSum > 0 ? (double)_oneSidedSum / (double)_tradedSum : double.NaN;

    public override void Advance(long nowMs)
    {
        long second = EventClock.FloorDivide(nowMs, 1000);
        if (_firstSecond is null)
        {
            (_firstSecond, _second) = (second, second);
        }

        _second = second - _second > seconds + 1 ? Forget(second - 1) : _second;
        while (_second < second)
        {
            Close();
        }
    }

    public override void OnTrade(long nowMs, Primitives.Dec8 price, Primitives.Dec8 quantity, bool isBuy)
    {
        _volume += quantity.Raw;
        _signed += isBuy ? quantity.Raw : -quantity.Raw;
    }

    private void Close()
    {
        int slot = (int)EventClock.FloorModulo(_second, seconds);
        Int128 oneSided = _signed < 0 ? -_signed : _signed;
        _oneSidedSum += oneSided - _oneSided[slot];
        _tradedSum += _volume - _traded[slot];
        (_oneSided[slot], _traded[slot]) = (oneSided, _volume);
        (_signed, _volume) = (0, 0);
        _second++;
    }

    private long Forget(long second)
    {
        Array.Clear(_oneSided);
        Array.Clear(_traded);
        (_oneSidedSum, _tradedSum, _signed, _volume) = (0, 0, 0, 0);
        return second;
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>What the hikkake patterns remember: the last false break-out and whether a close has confirmed it within three bars.</summary>
internal sealed class HikkakeTrap
{
    private const int ConfirmationBars = 3;

    private double _sign;
    private double _level;
    private int _age = int.MaxValue;

    /// <summary>100 or -100 at a false break-out, 200 or -200 where the close passes the inside bar within three bars, otherwise 0.</summary>
    /// <param name="sign">Of the break-out that the newest candle is; 0 for none.</param>
    /// <param name="high">Of the candle before, which is the inside bar of a break-out.</param>
    /// <param name="low">Of the candle before.</param>
    /// <param name="close">Of the newest candle.</param>
    public double Next(double sign, double high, double low, double close)
    {
        if (sign != 0)
        {
            (_sign, _level, _age) = (sign, sign > 0 ? high : low, 0);
            return sign;
        }

        if (_age >= ConfirmationBars)
        {
            return 0;
        }

        _age++;
        bool confirms = _sign > 0 ? close > _level : close < _level;
        _age = confirms ? int.MaxValue : _age;
        return confirms ? 2 * _sign : 0;
    }
}

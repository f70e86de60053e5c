namespace CryptoScalp.Rules.Features;

/// <summary>What the hikkake patterns remember: the last false break-out and whether a close has confirmed it within three bars.</summary>
internal sealed class HikkakeTrap
{
    private const int ConfirmationBars = 3;

    private int _result;
    private int _age = int.MaxValue;

    /// <summary>
    /// 100 or -100 at a false break-out, 200 or -200 where the close passes the inside bar within three bars, otherwise 0.
    /// </summary>
    /// <param name="breaksOut">The newest candle is a false break-out of the inside bar before it.</param>
    public int Next(CandleWindow c, bool breaksOut)
    {
        if (breaksOut)
        {
            _result = c[0].High < c[1].High ? CandlePatterns.Bullish : CandlePatterns.Bearish;
            _age = 0;
            return _result;
        }

        if (_age >= ConfirmationBars)
        {
            return 0;
        }

        _age++;
        return Confirms(c) ? Confirmed() : 0;
    }

    /// <summary>The inside bar lies one before the break-out.</summary>
    private bool Confirms(CandleWindow c) => _result > 0 ? c[0].Close > c[_age + 1].High : c[0].Close < c[_age + 1].Low;

    private int Confirmed()
    {
        _age = int.MaxValue;
        return 2 * _result;
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>FUNDING: the funding rate that a perpetual's premium over its index foretells, as a fraction per funding interval; and that mean premium.</summary>
/// <remarks>
/// The first series is the perpetual, the second its index or spot price. Premiums (p - i) / i are averaged with weights 1 to n, the newest the heaviest, and
/// the rate is premium + clamp(interest - premium, -0.0005, 0.0005). Source: Binance, Introduction to funding rates; there n is the interval in minutes and the
/// average starts with it, here the window moves on. Drift: none (<see cref="WmaFilter"/>).
/// </remarks>
internal sealed class FundingIndicator(int period, double interest) : Indicator(outputs: 2)
{
    private const double Damping = 0.0005;

    private readonly WmaFilter _premium = new(period);

    private protected override void Next(in IndicatorBar bar)
    {
        if (!(bar.Second > 0))
        {
            return;
        }

        double premium = _premium.Next((bar.Close - bar.Second) / bar.Second);
        if (!double.IsNaN(premium))
        {
            Emit(premium + Math.Clamp(interest - premium, -Damping, Damping), premium);
        }
    }
}

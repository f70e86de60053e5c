namespace CryptoScalp.Rules.Features;

/// <summary>JUMP: how much of the window's variance came in jumps, 0 to 1, and how sure that is: above 3 there was one.</summary>
/// <remarks>
/// The share is (RV - BV) / RV, at least 0, with BV the bipower variation π/2 Σ|r||r before|; the statistic is the ratio test with tripower
/// quarticity. Barndorff-Nielsen and Shephard (2004, 2006), Huang and Tauchen (2005). Absent while nothing moves.
/// </remarks>
internal sealed class JumpIndicator(int period) : Indicator(outputs: 2)
{
    // (π²/4) + π - 5 and 1 / μ(4/3)³, where μ(4/3) = 2^(2/3) Γ(7/6) / Γ(1/2).
    private const double Spread = (Math.PI * Math.PI / 4) + Math.PI - 5;
    private const double Quarticity = 1.7434720745319836;

    private readonly LogReturn _return = new();
    private readonly RollingSum _squares = new(period);
    private readonly RollingSum _pairs = new(period - 1);
    private readonly RollingSum _triples = new(period - 2);
    private double _before = double.NaN;
    private double _twoBefore = double.NaN;

    private protected override void Next(in IndicatorBar bar)
    {
        double change = Math.Abs(_return.Next(bar.Close));
        if (double.IsNaN(change))
        {
            return;
        }

        _squares.Push(change * change);
        Push(_pairs, change * _before);
        Push(_triples, Math.Pow(change * _before * _twoBefore, 4.0 / 3));
        (_twoBefore, _before) = (_before, change);
        if (_squares.IsFull)
        {
            Judge(Math.Max(0, _squares.Value), Math.Max(0, _pairs.Value), Math.Max(0, _triples.Value));
        }
    }

    private void Judge(double realised, double pairs, double triples)
    {
        double bipower = Math.PI / 2 * pairs * period / (period - 1);
        double tripower = Quarticity * period * triples * period / (period - 2);
        double share = (realised - bipower) / realised;
        Emit(Math.Max(0, share), share / Math.Sqrt(Spread / period * Math.Max(1, tripower / (bipower * bipower))));
    }

    private static void Push(RollingSum sum, double value)
    {
        if (!double.IsNaN(value))
        {
            sum.Push(value);
        }
    }
}

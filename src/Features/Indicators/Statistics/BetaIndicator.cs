namespace CryptoScalp.Rules.Features;

/// <summary>BETA: how much the returns of the second series move with those of the first; 0 when the first stands still.</summary>
internal sealed class BetaIndicator(int period) : Indicator
{
    private readonly CoMoments _returns = new(period);
    private double _previousX = double.NaN;
    private double _previousY;

    private protected override void Next(in IndicatorBar bar)
    {
        if (!double.IsNaN(_previousX))
        {
            _returns.Push(Return(_previousX, bar.Close), Return(_previousY, bar.Second));
        }

        (_previousX, _previousY) = (bar.Close, bar.Second);
        if (_returns.IsFull)
        {
            double variance = _returns.VarianceX;
            Emit(variance > 0 ? _returns.Covariance / variance : 0);
        }
    }

    private static double Return(double from, double to) => from == 0 ? 0 : (to - from) / from;
}

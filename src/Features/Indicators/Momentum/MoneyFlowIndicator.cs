namespace CryptoScalp.Rules.Features;

/// <summary>MFI: turnover of bars with a rising typical price in percent of that of all moving bars; 0 when there is none.</summary>
/// <remarks>TA-Lib also gives 0 when the turnover of the window is below 1 in absolute terms, which silences cheap or thin markets; not kept.</remarks>
internal sealed class MoneyFlowIndicator(int period) : Indicator
{
    private readonly RollingSum _rising = new(period);
    private readonly RollingSum _falling = new(period);
    private double _previous = double.NaN;

    private protected override void Next(in IndicatorBar bar)
    {
        double price = PriceTransforms.Typical(in bar);
        if (!double.IsNaN(_previous))
        {
            double flow = price * bar.Volume;
            _rising.Push(price > _previous ? flow : 0);
            _falling.Push(price < _previous ? flow : 0);
        }

        _previous = price;
        if (_rising.IsFull)
        {
            double total = _rising.Value + _falling.Value;
            Emit(total == 0 ? 0 : 100 * (_rising.Value / total));
        }
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>DX: the directional index; keeps its last value while nothing moves.</summary>
internal sealed class DirectionalIndexIndicator(int period) : Indicator
{
    private readonly DirectionalMovement _movement = new(period);
    private double _last;

    private protected override void Next(in IndicatorBar bar)
    {
        _movement.Next(in bar);
        if (_movement.Movements >= period)
        {
            double index = _movement.Index;
            _last = double.IsNaN(index) ? _last : index;
            Emit(_last);
        }
    }
}

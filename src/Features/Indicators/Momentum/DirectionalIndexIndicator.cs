namespace CryptoScalp.Rules.Features;

/// <summary>DX: the directional index; keeps its last value while nothing moves.</summary>
internal sealed class DirectionalIndexIndicator(int period) : DirectionalIndicator(period)
{
    private double _last;

    public override void Follow(DirectionalMovement movement)
    {
        if (movement.Movements >= Period)
        {
            double index = movement.Index;
            _last = double.IsNaN(index) ? _last : index;
            Emit(_last);
        }
    }
}

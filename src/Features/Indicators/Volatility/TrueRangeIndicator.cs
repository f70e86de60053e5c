namespace CryptoScalp.Rules.Features;

/// <summary>TRANGE.</summary>
internal sealed class TrueRangeIndicator : Indicator
{
    private readonly TrueRange _range = new();

    private protected override void Next(in IndicatorBar bar) => Emit(_range.Next(in bar));
}

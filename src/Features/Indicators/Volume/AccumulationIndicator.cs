namespace CryptoScalp.Rules.Features;

/// <summary>AD.</summary>
internal sealed class AccumulationIndicator : Indicator
{
    private readonly AccumulationLine _line = new();

    private protected override void Next(in IndicatorBar bar) => Emit(_line.Next(in bar));
}

namespace CryptoScalp.Rules.Features;

/// <summary>ADOSC: a fast less a slow EMA of the accumulation line, both seeded with its first value.</summary>
internal sealed class ChaikinOscillatorIndicator(int fastPeriod, int slowPeriod) : Indicator
{
    private readonly AccumulationLine _line = new();
    private readonly EmaFilter _fast = new(1, 2.0 / (fastPeriod + 1));
    private readonly EmaFilter _slow = new(1, 2.0 / (slowPeriod + 1));
    private int _left = Math.Max(fastPeriod, slowPeriod) - 1;

    private protected override void Next(in IndicatorBar bar)
    {
        double line = _line.Next(in bar);
        double difference = _fast.Next(line) - _slow.Next(line);
        if (_left > 0)
        {
            _left--;
            return;
        }

        Emit(difference);
    }
}

namespace CryptoScalp.Rules.Features;

/// <summary>ADOSC: a fast less a slow EMA of the accumulation line, both seeded with its first value.</summary>
internal sealed class ChaikinOscillatorIndicator(ParameterValues p) : Indicator
{
    private readonly AccumulationLine _line = new();
    private readonly EmaFilter _fast = new(1, 2.0 / (p.Period(0) + 1), IndicatorSettings.Default);
    private readonly EmaFilter _slow = new(1, 2.0 / (p.Period(1) + 1), IndicatorSettings.Default);
    private int _left = Lookback(p);

    public static int Lookback(ParameterValues p) => EmaFilter.Lookback(Math.Max(p.Period(0), p.Period(1)), p.Settings);

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

namespace CryptoScalp.Rules.Features;

/// <summary>SAR and SAREXT: a stop that follows the price ever faster and reverses when touched. J. W. Wilder (1978).</summary>
/// <remarks>
/// Short is long with the sign of every price turned, so there is one set of rules. The first side is short when the second bar's
/// downward movement is the larger, or as the sign of <paramref name="start"/> says, which is then the first stop.
/// </remarks>
/// <param name="offsetOnReverse">The share by which a new stop is moved away from the price.</param>
/// <param name="signed">Short stops are given as negative numbers (SAREXT).</param>
internal sealed class ParabolicSarIndicator(SarAcceleration whenLong, SarAcceleration whenShort, double start, double offsetOnReverse, bool signed) : Indicator
{
    private IndicatorBar _previous;
    private int _seen;
    private bool _long;

    // In the direction of the side: a long stop rises, and so does a short one with its sign turned.
    private double _stop;
    private double _extreme;
    private double _factor;

    private protected override void Next(in IndicatorBar bar)
    {
        if (_seen == 1)
        {
            Start(in bar);
            _previous = bar;
        }

        if (_seen > 0)
        {
            Step(in bar);
        }

        _previous = bar;
        _seen = Math.Min(_seen + 1, 2);
    }

    private SarAcceleration Acceleration => _long ? whenLong : whenShort;

    private void Start(in IndicatorBar bar)
    {
        _long = start == 0 ? !MovesDown(in bar) : start > 0;
        _stop = start == 0 ? Adverse(in _previous) : Turned(Math.Abs(start));
        _extreme = Favourable(in bar);
        _factor = Acceleration.First;
    }

    private bool MovesDown(in IndicatorBar bar)
    {
        double down = _previous.Low - bar.Low;
        return down > 0 && bar.High - _previous.High < down;
    }

    private void Step(in IndicatorBar bar)
    {
        bool reversed = Adverse(in bar) <= _stop;
        if (reversed)
        {
            Reverse(in bar);
        }

        Emit(signed ? _stop : Turned(_stop));
        if (!reversed && Favourable(in bar) > _extreme)
        {
            _extreme = Favourable(in bar);
            _factor = Acceleration.After(_factor);
        }

        _stop = BehindPrice(_stop + (_factor * (_extreme - _stop)), in bar);
    }

    /// <summary>The extreme of the old side becomes the stop of the new one.</summary>
    private void Reverse(in IndicatorBar bar)
    {
        _long = !_long;
        _stop = BehindPrice(-_extreme, in bar);
        _stop -= Math.Abs(_stop) * offsetOnReverse;
        _extreme = Favourable(in bar);
        _factor = Acceleration.First;
    }

    /// <summary>No stop may lie within the range of this bar or the one before.</summary>
    private double BehindPrice(double stop, in IndicatorBar bar) => Math.Min(stop, Math.Min(Adverse(in _previous), Adverse(in bar)));

    private double Favourable(in IndicatorBar bar) => _long ? bar.High : -bar.Low;

    private double Adverse(in IndicatorBar bar) => _long ? bar.Low : -bar.High;

    private double Turned(double value) => _long ? value : -value;
}

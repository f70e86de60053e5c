namespace CryptoScalp.Rules.Features;

/// <summary>LEAD_LAG: by how many bars the second series runs ahead of the first, and how strongly they go together then.</summary>
/// <remarks>
/// The correlation of the first's log returns with the second's so many bars earlier (or later: negative), over the window, for each lag up to the longest;
/// the strongest in absolute terms wins, the shortest of equals, ahead before behind. Each lag keeps sums of its own, O(lags) a bar and without drift.
/// Idea: F. de Jong and T. Nijman (1997), on bars instead of ticks. Absent while one of them stands still.
/// </remarks>
internal sealed class LeadLagIndicator : Indicator
{
    private readonly LogReturn _first = new();
    private readonly LogReturn _second = new();
    private readonly RecentValues _firsts;
    private readonly RecentValues _seconds;
    private readonly CoMoments[] _ahead;
    private readonly CoMoments[] _behind;
    private readonly int _longest;
    private int _seen;

    public LeadLagIndicator(int window, int longest)
        : base(outputs: 2)
    {
        _longest = longest;
        (_firsts, _seconds) = (new RecentValues(longest + 1), new RecentValues(longest + 1));
        _ahead = new CoMoments[longest + 1];
        _behind = new CoMoments[longest + 1];
        for (int lag = 0; lag <= longest; lag++)
        {
            (_ahead[lag], _behind[lag]) = (new CoMoments(window), new CoMoments(window));
        }
    }

    private protected override void Next(in IndicatorBar bar)
    {
        (double x, double y) = (_first.Next(bar.Close), _second.Next(bar.Second));
        if (double.IsNaN(x) || double.IsNaN(y))
        {
            return;
        }

        _firsts.Push(x);
        _seconds.Push(y);
        _seen = Math.Min(_seen + 1, _longest + 1);
        if (_seen > _longest)
        {
            PushLags(x, y);
        }

        if (_ahead[0].IsFull)
        {
            EmitStrongest();
        }
    }

    private void PushLags(double x, double y)
    {
        ReadOnlySpan<double> firsts = _firsts.Newest(_longest + 1);
        ReadOnlySpan<double> seconds = _seconds.Newest(_longest + 1);
        for (int lag = 0; lag <= _longest; lag++)
        {
            _ahead[lag].Push(x, seconds[lag]);
            _behind[lag].Push(firsts[lag], y);
        }
    }

    private void EmitStrongest()
    {
        (int lag, double correlation) = (0, _ahead[0].Correlation);
        for (int i = 1; i <= _longest; i++)
        {
            Consider(i, _ahead[i].Correlation, ref lag, ref correlation);
            Consider(-i, _behind[i].Correlation, ref lag, ref correlation);
        }

        if (!double.IsNaN(correlation))
        {
            Emit(lag, correlation);
        }
    }

    private static void Consider(int candidate, double strength, ref int lag, ref double correlation)
    {
        if (Math.Abs(strength) > Math.Abs(correlation) || (double.IsNaN(correlation) && !double.IsNaN(strength)))
        {
            (lag, correlation) = (candidate, strength);
        }
    }
}

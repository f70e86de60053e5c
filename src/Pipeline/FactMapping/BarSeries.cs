using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Bars of one length of one instrument, and the calls that step with them.</summary>
/// <remarks>
/// Where calls compare with other instruments, a closed bar waits until their prices up to its close are known: until each was heard at that very moment, or
/// any event came after it. So it does not matter which of two bars of one moment comes first, and no price from after the close counts.
/// </remarks>
internal sealed class BarSeries
{
    private readonly long _lengthNs;
    private readonly PriceLine[] _lines;
    private readonly double[] _prices;
    private readonly double[] _waitingTicks;
    private BarBuilder _trades;
    private BarResampler _bars;
    private Bar _waiting;
    private bool _isWaiting;
    private bool _hasBar;

    /// <param name="lineOf">Where the prices of another series are found.</param>
    /// <param name="ticks">The number of features of ticks.</param>
    public BarSeries(long lengthNs, BarFeatureSet features, Func<OtherSeries, PriceLine> lineOf, int ticks)
    {
        (_lengthNs, Features) = (lengthNs, features);
        (_trades, _bars) = (new BarBuilder(lengthNs), new BarResampler(lengthNs));
        _lines = [.. features.Others.Select(lineOf)];
        _prices = new double[_lines.Length];
        _waitingTicks = new double[ticks];
    }

    public BarFeatureSet Features { get; private set; }

    /// <summary>Some call compares with another instrument.</summary>
    public bool ReadsOthers => _lines.Length > 0;

    /// <summary>Bars closed so far; never starts over.</summary>
    public long Steps { get; private set; }

    /// <summary>When the bar closed that was stepped with last.</summary>
    public EventTime LastClose { get; private set; }

    /// <summary>The bar that closed last.</summary>
    public IndicatorBar Newest { get; private set; }

    /// <summary>A bar closed no longer ago than values live.</summary>
    public bool IsFresh(EventTime now) => _hasBar && now.Nanoseconds - LastClose.Nanoseconds < CalledFeatures.BarsToLive * _lengthNs;

    public void OnTrade(EventTime at, Dec8 price, Dec8 size, ReadOnlySpan<double> ticks)
    {
        if (_trades.Add(at, price, size, out Bar closed))
        {
            Close(closed, ticks);
        }
    }

    /// <summary>A bar that is as long is one; shorter ones that divide it are added up; others say nothing.</summary>
    public void OnBar(in Bar bar, ReadOnlySpan<double> ticks)
    {
        if (bar.LengthNs == _lengthNs)
        {
            Close(bar, ticks);
        }
        else if (bar.LengthNs > 0 && _lengthNs % bar.LengthNs == 0 && _bars.Add(bar, out Bar closed))
        {
            Close(closed, ticks);
        }
    }

    /// <summary>Closes the bar whose time is over; true when a bar was stepped with.</summary>
    public bool AdvanceTo(EventTime now, ReadOnlySpan<double> ticks)
    {
        bool closes = _trades.TryAdvance(now, out Bar closed) || _bars.TryAdvance(now, out closed);
        if (closes)
        {
            Close(closed, ticks);
        }

        bool steps = _isWaiting && (now > _waiting.CloseTime || AreHeardAt(_waiting.CloseTime));
        if (steps)
        {
            StepWaiting();
        }

        return steps || (closes && !ReadsOthers);
    }

    public void Reset()
    {
        _trades = new BarBuilder(_lengthNs);
        _bars = new BarResampler(_lengthNs);
        Features = Features.Restarted();
        (_hasBar, _isWaiting) = (false, false);
    }

    private void Close(in Bar bar, ReadOnlySpan<double> ticks)
    {
        if (!ReadsOthers)
        {
            Step(bar, ticks);
            return;
        }

        if (_isWaiting)
        {
            StepWaiting();
        }

        ticks.CopyTo(_waitingTicks);
        (_waiting, _isWaiting) = (bar, true);
    }

    private bool AreHeardAt(EventTime time)
    {
        foreach (PriceLine line in _lines)
        {
            if (line.At < time)
            {
                return false;
            }
        }

        return true;
    }

    private void StepWaiting()
    {
        _isWaiting = false;
        for (int i = 0; i < _lines.Length; i++)
        {
            _prices[i] = _lines[i].Price;
        }

        Step(_waiting, _waitingTicks);
    }

    private void Step(in Bar bar, ReadOnlySpan<double> ticks)
    {
        IndicatorBar numbers = new(bar.Open.ToDouble(), bar.High.ToDouble(), bar.Low.ToDouble(), bar.Close.ToDouble(), bar.Volume.ToDouble());
        Features.Update(numbers, ticks, _prices);
        (Steps, Newest) = (Steps + 1, numbers);
        (LastClose, _hasBar) = (bar.CloseTime, true);
    }
}

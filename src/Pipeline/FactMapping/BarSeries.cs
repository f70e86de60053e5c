using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Bars of one length of one instrument, and the calls that step with them.</summary>
internal sealed class BarSeries(long lengthNs, BarFeatureSet features)
{
    private BarBuilder _trades = new(lengthNs);
    private BarResampler _bars = new(lengthNs);
    private EventTime _lastClose;
    private bool _hasBar;

    public BarFeatureSet Features { get; private set; } = features;

    /// <summary>Bars closed so far; never starts over.</summary>
    public long Steps { get; private set; }

    /// <summary>The bar that closed last.</summary>
    public IndicatorBar Newest { get; private set; }

    /// <summary>A bar closed no longer ago than values live.</summary>
    public bool IsFresh(EventTime now) => _hasBar && now.Nanoseconds - _lastClose.Nanoseconds < CalledFeatures.BarsToLive * lengthNs;

    public void OnTrade(EventTime at, Dec8 price, Dec8 size, ReadOnlySpan<double> ticks)
    {
        if (_trades.Add(at, price, size, out Bar closed))
        {
            Step(closed, ticks);
        }
    }

    /// <summary>A bar that is as long is one; shorter ones that divide it are added up; others say nothing.</summary>
    public void OnBar(in Bar bar, ReadOnlySpan<double> ticks)
    {
        if (bar.LengthNs == lengthNs)
        {
            Step(bar, ticks);
        }
        else if (bar.LengthNs > 0 && lengthNs % bar.LengthNs == 0 && _bars.Add(bar, out Bar closed))
        {
            Step(closed, ticks);
        }
    }

    public void AdvanceTo(EventTime now, ReadOnlySpan<double> ticks)
    {
        if (_trades.TryAdvance(now, out Bar closed) || _bars.TryAdvance(now, out closed))
        {
            Step(closed, ticks);
        }
    }

    public void Reset()
    {
        _trades = new BarBuilder(lengthNs);
        _bars = new BarResampler(lengthNs);
        Features = Features.Restarted();
        _hasBar = false;
    }

    private void Step(in Bar bar, ReadOnlySpan<double> ticks)
    {
        IndicatorBar numbers = new(bar.Open.ToDouble(), bar.High.ToDouble(), bar.Low.ToDouble(), bar.Close.ToDouble(), bar.Volume.ToDouble());
        Features.Update(numbers, ticks);
        (Steps, Newest) = (Steps + 1, numbers);
        (_lastClose, _hasBar) = (bar.CloseTime, true);
    }
}

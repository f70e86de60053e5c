namespace CryptoScalp.Rules.Features;

/// <summary>What functions of the Hilbert transform read of one series: the cycle and what follows from it, each worked out once a bar, whoever reads it.</summary>
internal sealed class CycleSource
{
    private readonly DominantPhase? _phase;
    private readonly InstantTrendline? _trendline;

    /// <param name="start">Bars before the transform begins.</param>
    /// <param name="parts">All that anyone will read.</param>
    public CycleSource(int start, CycleParts parts)
    {
        Cycle = new HilbertCycle(start);
        _phase = parts.HasFlag(CycleParts.Phase) ? new DominantPhase() : null;
        _trendline = parts.HasFlag(CycleParts.Trendline) ? new InstantTrendline() : null;
    }

    public HilbertCycle Cycle { get; }

    public DominantPhase Phase => _phase!;

    public double Trendline { get; private set; }

    /// <summary>False while the transform has not begun.</summary>
    public bool Next(double price)
    {
        _trendline?.Observe(price);
        if (!Cycle.Next(price))
        {
            return false;
        }

        _phase?.Next(Cycle);
        Trendline = _trendline?.Next(Cycle.WholePeriod) ?? 0;
        return true;
    }
}

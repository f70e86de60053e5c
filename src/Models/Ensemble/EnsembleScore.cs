namespace CryptoScalp.Rules.Models;

/// <summary>What an ensemble says of one window of rows. Made once and written over by each score; copy what is to last.</summary>
public sealed class EnsembleScore
{
    private const int Classes = 3;

    private readonly double[] _members;
    private readonly double[] _ensemble = new double[Classes];
    private readonly double[] _regimes = new double[RegimeNames.All.Length];

    public EnsembleScore(int members) => _members = new double[members * Classes];

    /// <summary>Calibrated probabilities of down, none and up; they add up to 1.</summary>
    public ReadOnlySpan<double> Probabilities => _ensemble;

    /// <summary>P(up) less P(down), -1 to 1.</summary>
    public double Score => Difference(_ensemble);

    /// <summary>The class that is most likely, and its probability.</summary>
    public (BarrierClass Class, double Confidence) Call => Likeliest(_ensemble);

    /// <summary>The chance of each regime some bars from now, in the order of <see cref="RegimeNames"/>.</summary>
    public ReadOnlySpan<double> Regimes => _regimes;

    /// <summary>The regime that held at the newest row, as its number.</summary>
    public int Regime { get; internal set; }

    /// <summary>Standard deviation of the members' P(up) less P(down), 0 (agreement) to about 1.</summary>
    public double Disagreement { get; internal set; }

    /// <summary>How many bars before the newest one lies the bar that the transformer looked at most; -1 without a transformer.</summary>
    public int AttentionBarsAgo { get; internal set; } = -1;

    /// <summary>That bar's share of the attention.</summary>
    public double AttentionWeight { get; internal set; }

    /// <summary>A member's probabilities of down, none and up, as it gives them.</summary>
    public ReadOnlySpan<double> Member(int member) => _members.AsSpan(member * Classes, Classes);

    public double MemberScore(int member) => Difference(Member(member));

    public (BarrierClass Class, double Confidence) MemberCall(int member) => Likeliest(Member(member));

    internal Span<double> MemberBuffer(int member) => _members.AsSpan(member * Classes, Classes);

    internal Span<double> EnsembleBuffer => _ensemble;

    internal Span<double> RegimeBuffer => _regimes;

    private static double Difference(ReadOnlySpan<double> p) => p[(int)BarrierClass.Up] - p[(int)BarrierClass.Down];

    private static (BarrierClass Class, double Confidence) Likeliest(ReadOnlySpan<double> p)
    {
        int best = p[2] > p[1] ? 2 : 1;
        best = p[0] > p[best] ? 0 : best;
        return ((BarrierClass)best, p[best]);
    }
}

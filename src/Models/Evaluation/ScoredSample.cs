namespace CryptoScalp.Rules.Models;

/// <summary>A score with what became of it.</summary>
/// <param name="Series">Which series it is of, counted from 0; no trade runs from one into the next.</param>
/// <param name="Bar">The number of its bar within the series.</param>
public readonly record struct ScoredSample(int Series, long Bar, double Down, double None, double Up, BarrierOutcome Outcome)
{
    public double LogLoss => -Math.Log(Math.Max(1e-9, Probability(Outcome.Class)));

    public double Brier => Squared(BarrierClass.Down) + Squared(BarrierClass.None) + Squared(BarrierClass.Up);

    public BarrierClass Call => Up > None && Up >= Down ? BarrierClass.Up : Down > None ? BarrierClass.Down : BarrierClass.None;

    public double Probability(BarrierClass of) => of switch { BarrierClass.Down => Down, BarrierClass.None => None, _ => Up };

    private double Squared(BarrierClass of)
    {
        double off = Probability(of) - (Outcome.Class == of ? 1 : 0);
        return off * off;
    }
}

using System.Collections.Immutable;

namespace CryptoScalp.Rules.Models;

/// <summary>Turns averaged probabilities into ones that come true as often as they say: softmax of scale · ln p + shift, fitted on rows that no member has seen.</summary>
/// <remarks>Guo et al., On Calibration of Modern Neural Networks (2017), temperature scaling with a bias a class.</remarks>
public sealed record Calibration(double Scale, ImmutableArray<double> Shift)
{
    /// <summary>The least probability that is told from 0.</summary>
    public const double Least = 1e-7;

    /// <summary>In place; the sum is 1 again.</summary>
    public void Apply(Span<double> probabilities)
    {
        double highest = double.NegativeInfinity;
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = (Scale * Math.Log(Math.Clamp(probabilities[i], Least, 1))) + Shift[i];
            highest = Math.Max(highest, probabilities[i]);
        }

        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = Math.Exp(probabilities[i] - highest);
            sum += probabilities[i];
        }

        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] /= sum;
        }
    }
}

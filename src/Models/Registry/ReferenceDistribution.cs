using System.Collections.Immutable;

namespace CryptoScalp.Rules.Models;

/// <summary>How inputs and scores were distributed in training: the eleven edges of their tenths.</summary>
/// <param name="Features">One set of edges a feature.</param>
/// <param name="Score">Edges of P(up) less P(down) on the calibration rows.</param>
/// <param name="Brier">Mean Brier score of the calibration rows, 0 to 2.</param>
public sealed record ReferenceDistribution(ImmutableArray<ImmutableArray<double>> Features, ImmutableArray<double> Score, double Brier)
{
    public const int Edges = 11;
}

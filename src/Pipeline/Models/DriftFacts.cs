using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>How far an ensemble's rows and scores have moved from those of training, told to rules that read it.</summary>
internal sealed class DriftFacts
{
    private readonly TrackedValue[] _stability;
    private readonly TrackedValue[] _distance;

    public DriftFacts(ScoringDesk desk, SuppliedPredicates wanted)
    {
        ScoreOrigin origin = new();
        origin.SetVersion(desk.Manifest.Name, desk.Version);
        Value model = Value.Name(desk.Manifest.Name);
        TrackedValue[] Rows(string statistic) => wanted.Models.Reads("model_drift")
            ? [.. desk.Gauges.Inputs.Select(input => new TrackedValue(wanted.ModelRow("model_drift", origin, model, Value.String(input), Value.Name(statistic))))]
            : [];
        _stability = Rows("/psi");
        _distance = Rows("/ks");
    }

    /// <param name="input">Counted as the gauges count them.</param>
    /// <param name="stability">Population stability.</param>
    /// <param name="distance">Of Kolmogorov and Smirnov.</param>
    /// <param name="now">Event time.</param>
    /// <param name="changes">Receives facts.</param>
    public void Tell(int input, double stability, double distance, EventTime now, RowChanges changes)
    {
        if (_stability.Length > 0)
        {
            _stability[input].Tell(stability, now, changes);
            _distance[input].Tell(distance, now, changes);
        }
    }
}

using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>How far an ensemble's rows and scores have moved from those of training, over all its symbols; told every so many rows.</summary>
internal sealed class DriftFacts
{
    /// <summary>Rows between two tellings: the figures move slowly, and there are many.</summary>
    private const int Every = 50;

    private readonly DriftMonitor _monitor;
    private readonly TrackedValue[] _stability;
    private readonly TrackedValue[] _distance;

    public DriftFacts(ScoringDesk desk, SuppliedPredicates wanted)
    {
        EnsembleManifest manifest = desk.Manifest;
        _monitor = new DriftMonitor(manifest);
        ScoreOrigin origin = new();
        origin.SetVersion(manifest.Name, desk.Version);
        Value model = Value.Name(manifest.Name);
        TrackedValue[] Rows(string statistic) => wanted.Models.Reads("model_drift")
            ? [.. manifest.Features.Append("score").Select(input => new TrackedValue(wanted.ModelRow("model_drift", origin, model, Value.String(input.Replace(" ", "", StringComparison.Ordinal)), Value.Name(statistic))))]
            : [];
        _stability = Rows("/psi");
        _distance = Rows("/ks");
    }

    public void OnRow(ReadOnlySpan<float> row, EventTime now, RowChanges changes)
    {
        if (_stability.Length == 0)
        {
            return;
        }

        _monitor.AddRow(row);
        if (_monitor.Rows % Every == 0)
        {
            ReadOnlySpan<BinnedDrift> features = _monitor.Features;
            for (int i = 0; i < features.Length; i++)
            {
                Tell(i, features[i], now, changes);
            }

            Tell(features.Length, _monitor.Score, now, changes);
        }
    }

    public void OnScore(double score)
    {
        if (_stability.Length > 0)
        {
            _monitor.Score.Add(score);
        }
    }

    private void Tell(int input, BinnedDrift drift, EventTime now, RowChanges changes)
    {
        if (drift.IsWarm)
        {
            _stability[input].Tell(drift.PopulationStability, now, changes);
            _distance[input].Tell(drift.KolmogorovSmirnov, now, changes);
        }
    }
}

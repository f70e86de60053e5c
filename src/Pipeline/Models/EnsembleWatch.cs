using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What becomes of one ensemble in a run, over all its symbols: drift, quality, lateness, version; as facts where rules read them, as gauges and notices always.</summary>
/// <remarks>Tick thread; allocates only for notices, of which there are few.</remarks>
internal sealed class EnsembleWatch
{
    /// <summary>The founding document's.</summary>
    public const double MostFeatureDrift = 0.1;

    /// <summary>Scores are concentrated and move more than their inputs: what is usual for another market.</summary>
    public const double MostPredictionDrift = 0.25;

    /// <summary>Of the Brier score, which goes from 0 to 2.</summary>
    public const double MostDegradation = 0.05;

    /// <summary>Rows between two looks: the figures move slowly, and there are many.</summary>
    private const int Every = 50;

    private readonly ScoringGauges _gauges;
    private readonly DriftMonitor _monitor;
    private readonly DriftFacts _facts;
    private readonly List<QualityMonitor> _qualities = [];
    private readonly List<ModelNotice> _notices;
    private readonly ModelAlarm _features;
    private readonly ModelAlarm _predictions;
    private readonly ModelAlarm _degradation;
    private readonly ModelAlarm _lateness;
    private readonly string _name;
    private string _version;

    /// <param name="desk">The ensemble's.</param>
    /// <param name="wanted">What rules read.</param>
    /// <param name="notices">Receives what is noticed.</param>
    public EnsembleWatch(ScoringDesk desk, SuppliedPredicates wanted, List<ModelNotice> notices)
    {
        (_gauges, _notices, _name, _version) = (desk.Gauges, notices, desk.Manifest.Name, desk.Version);
        _monitor = new DriftMonitor(desk.Manifest);
        _facts = new DriftFacts(desk, wanted);
        ModelAlarm Alarm(ModelNoticeKind kind, double threshold) => new(kind, _name, threshold);
        _features = Alarm(ModelNoticeKind.FeatureDrift, MostFeatureDrift);
        _predictions = Alarm(ModelNoticeKind.PredictionDrift, MostPredictionDrift);
        _degradation = Alarm(ModelNoticeKind.PerformanceDegradation, MostDegradation);
        _lateness = Alarm(ModelNoticeKind.LateScores, RunModels.LateInRow - 1);
    }

    /// <summary>One more symbol whose scores are judged.</summary>
    public void Add(QualityMonitor quality) => _qualities.Add(quality);

    public void OnRow(ReadOnlySpan<float> row, EventTime now, RowChanges changes)
    {
        _monitor.AddRow(row);
        if (_monitor.Rows % Every == 0)
        {
            LookAtDrift(now, changes);
            LookAtQuality(now);
        }
    }

    /// <summary>A score that came in time.</summary>
    public void OnScore(EnsembleScore score, string version, EventTime now)
    {
        _monitor.Score.Add(score.Score);
        if (version != _version)
        {
            _version = version;
            _notices.Add(new ModelNotice(now, ModelNoticeKind.Version, _name, version, 0, 0, IsOver: false));
        }

        NoteScore(isLate: false, now);
    }

    public void OnLate(EventTime now) => NoteScore(isLate: true, now);

    private void NoteScore(bool isLate, EventTime now)
    {
        _gauges.TellScore(isLate);
        _lateness.Look(_gauges.LateInRow, "", now, _notices);
    }

    private void LookAtDrift(EventTime now, RowChanges changes)
    {
        ReadOnlySpan<BinnedDrift> features = _monitor.Features;
        for (int i = 0; i < features.Length; i++)
        {
            Tell(i, features[i], now, changes);
        }

        Tell(features.Length, _monitor.Score, now, changes);
        _features.Look(_gauges.FeatureDrift, _gauges.MostMovedFeature ?? "", now, _notices);
        _predictions.Look(_gauges.PredictionDrift, "", now, _notices);
    }

    private void Tell(int input, BinnedDrift drift, EventTime now, RowChanges changes)
    {
        if (drift.IsWarm)
        {
            (double stability, double distance) = (drift.PopulationStability, drift.KolmogorovSmirnov);
            _gauges.TellDrift(input, stability, distance);
            _facts.Tell(input, stability, distance, now, changes);
        }
    }

    /// <summary>The mean over symbols, each by its judged scores; a symbol with few says nothing yet.</summary>
    private void LookAtQuality(EventTime now)
    {
        double brier = 0, accuracy = 0, error = 0;
        int judged = 0;
        foreach (QualityMonitor quality in _qualities)
        {
            int count = quality.Count >= ScoreFacts.FewestJudged ? quality.Count : 0;
            if (count > 0)
            {
                (brier, accuracy, error, judged) = (brier + (count * quality.Brier), accuracy + (count * quality.Accuracy), error + (count * quality.CalibrationError), judged + count);
            }
        }

        if (judged > 0)
        {
            _gauges.TellQuality(brier / judged, accuracy / judged, error / judged);
            _degradation.Look(_gauges.Degradation, "", now, _notices);
        }
    }
}

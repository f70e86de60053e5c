using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What is noticed of models in a run.</summary>
public enum ModelNoticeKind
{
    /// <summary>Another version scores from here on.</summary>
    Version,

    /// <summary>A feature is distributed otherwise than in training: the founding document's <c>drift/feature_drift_score</c>.</summary>
    FeatureDrift,

    /// <summary>The scores are: <c>drift/prediction_drift_score</c>.</summary>
    PredictionDrift,

    /// <summary>The scores come true less than in training: <c>drift/performance_degradation</c>.</summary>
    PerformanceDegradation,

    /// <summary>Several scores in a row did not come in time or could not be made.</summary>
    LateScores,
}

/// <summary>Something noticed of a model, told when it begins and when it is over. Recorded in the journal, shown and sent to listeners; rules see the facts that it rests on.</summary>
/// <param name="At">Event time.</param>
/// <param name="Kind">What.</param>
/// <param name="Model">The ensemble.</param>
/// <param name="Detail">The feature that moved most, or the version; may be empty.</param>
/// <param name="Value">What was measured; 0 for a version.</param>
/// <param name="Threshold">From which it is noticed; 0 for a version.</param>
/// <param name="IsOver">True when it is well below the threshold again.</param>
public sealed record ModelNotice(EventTime At, ModelNoticeKind Kind, string Model, string Detail, double Value, double Threshold, bool IsOver)
{
    /// <summary>The kind as the founding document writes it: <c>feature_drift</c>.</summary>
    public string Name => Kind switch
    {
        ModelNoticeKind.Version => "model_version",
        ModelNoticeKind.FeatureDrift => "feature_drift",
        ModelNoticeKind.PredictionDrift => "prediction_drift",
        ModelNoticeKind.PerformanceDegradation => "performance_degradation",
        ModelNoticeKind.LateScores => "late_scores",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The founding document's severity: <c>info</c> or <c>warning</c>.</summary>
    public string Severity => Kind == ModelNoticeKind.Version || IsOver ? "info" : "warning";

    /// <summary>For people; an alert begins as the founding document words it.</summary>
    public string Text => Kind == ModelNoticeKind.Version ? $"{Model} is scored by version {Detail} from here on"
        : IsOver ? string.Create(CultureInfo.InvariantCulture, $"{Name} of {Model} is over: {Value:F4} (threshold: {Threshold:F4})")
        : string.Create(CultureInfo.InvariantCulture, $"Performance anomaly detected: {Name} = {Value:F4} (threshold: {Threshold:F4}), {Model}{(Detail.Length > 0 ? ", most in " + Detail : "")}");
}

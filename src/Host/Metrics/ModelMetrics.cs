using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Host;

/// <summary>The figures of the ensembles of a run; the four that begin with <c>drift_</c> are the founding document's. None where the rules read no model.</summary>
internal static class ModelMetrics
{
    private const double NanosecondsPerSecond = 1e9;

    private static readonly (string Name, string Help, Func<ScoringGauges, double> Value)[] _gauges =
    [
        ("drift_feature_drift_score", "The greatest population stability index of a feature over the last 500 rows; above 0.1 is an alert.", static g => g.FeatureDrift),
        ("drift_prediction_drift_score", "The population stability index of the scores.", static g => g.PredictionDrift),
        ("drift_distribution_shift", "The greatest Kolmogorov-Smirnov distance of a feature.", static g => g.DistributionShift),
        ("drift_performance_degradation", "By how much the Brier score of the last judged scores is worse than in training.", static g => g.Degradation),
        ("ml_model_brier", "Brier score of the last judged scores, 0 to 2.", static g => g.Brier),
        ("ml_model_accuracy", "Share of the last judged scores whose likeliest outcome came true.", static g => g.Accuracy),
        ("ml_model_calibration_error", "Mean distance of stated confidence and what came true.", static g => g.CalibrationError),
    ];

    public static void Write(PrometheusText text, IReadOnlyList<ScoringDesk> desks)
    {
        text.Family("ml_model_inference_seconds", "summary", "Time of one score of an ensemble, beside the tick thread; symbols scored in one call share its time.");
        foreach (ScoringDesk desk in desks)
        {
            text.Sample("ml_model_inference_seconds_sum", desk.TotalNs / NanosecondsPerSecond, Of(desk));
            text.Sample("ml_model_inference_seconds_count", desk.Answers, Of(desk));
        }

        Counter(text, "ml_model_calls_total", "Calls in which scores were made; one scores all symbols whose bars end together.", desks, static d => d.Batches);
        Counter(text, "ml_model_late_scores_total", "Scores that did not come within their time box or could not be made.", desks, static d => d.Gauges.Late);
        foreach ((string name, string help, Func<ScoringGauges, double> value) in _gauges)
        {
            text.Family(name, "gauge", help);
            foreach (ScoringDesk desk in desks)
            {
                Known(text, name, value(desk.Gauges), Of(desk));
            }
        }

        Inputs(text, desks);
        text.Family("ml_model_info", "gauge", "1; the version that scores and the device that it runs on.");
        foreach (ScoringDesk desk in desks)
        {
            text.Sample("ml_model_info", 1, Of(desk), ("version", desk.Version), ("device", Name(desk.Device)));
        }

        text.Family("ml_model_device_fallback", "gauge", "1 where the device that was asked for is not to be had and the processor scores instead.");
        foreach (ScoringDesk desk in desks)
        {
            text.Sample("ml_model_device_fallback", desk.Device == desk.DeviceAsked ? 0 : 1, Of(desk), ("asked", Name(desk.DeviceAsked)));
        }
    }

    private static void Counter(PrometheusText text, string name, string help, IReadOnlyList<ScoringDesk> desks, Func<ScoringDesk, long> value)
    {
        text.Family(name, "counter", help);
        foreach (ScoringDesk desk in desks)
        {
            text.Sample(name, value(desk), Of(desk));
        }
    }

    private static void Inputs(PrometheusText text, IReadOnlyList<ScoringDesk> desks)
    {
        text.Family("ml_model_input_drift", "gauge", "How far an input, or the score, is from its distribution in training: psi and ks.");
        foreach (ScoringDesk desk in desks)
        {
            for (int i = 0; i < desk.Gauges.Inputs.Length; i++)
            {
                Known(text, "ml_model_input_drift", desk.Gauges.Stability(i), Of(desk), ("input", desk.Gauges.Inputs[i]), ("statistic", "psi"));
                Known(text, "ml_model_input_drift", desk.Gauges.Distance(i), Of(desk), ("input", desk.Gauges.Inputs[i]), ("statistic", "ks"));
            }
        }
    }

    /// <summary>What is not known yet has no sample.</summary>
    private static void Known(PrometheusText text, string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        if (!double.IsNaN(value))
        {
            text.Sample(name, value, labels);
        }
    }

    private static (string Name, string Value) Of(ScoringDesk desk) => ("model_type", desk.Manifest.Name);

    private static string Name(ModelDevice device) => device.ToString().ToLowerInvariant();
}

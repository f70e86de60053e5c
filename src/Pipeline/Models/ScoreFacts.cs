using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What rules are told of one ensemble on one symbol: only what some rule reads, and only what changed.</summary>
internal sealed class ScoreFacts
{
    /// <summary>Judged scores below which quality is chance.</summary>
    public const int FewestJudged = 30;

    private static readonly Value[] _sides = [Value.String("SELL"), Value.String("HOLD"), Value.String("BUY")];
    private static readonly Value[] _regimeNames = [.. RegimeNames.All.Select(Value.Name)];

    private readonly EnsembleManifest _manifest;
    private readonly SuppliedPredicates _wanted;
    private readonly ScoreOrigin _origin = new();
    private readonly TrackedValue? _score;
    private readonly TrackedValue?[] _memberScores;
    private readonly TrackedRow? _signal;
    private readonly TrackedRow?[] _memberSignals;
    private readonly TrackedRow? _regime;
    private readonly TrackedValue[] _chances;
    private readonly TrackedValue? _disagreement;
    private readonly TrackedRow? _attention;
    private readonly TrackedRow? _late;
    private readonly TrackedValue[] _quality;

    public ScoreFacts(EnsembleManifest manifest, string symbol, SuppliedPredicates wanted)
    {
        (_manifest, _wanted) = (manifest, wanted);
        Value model = Value.Name(manifest.Name), sym = Value.String(symbol);
        Value[] members = [.. manifest.Members.Select(m => Value.Name($"{manifest.Name}/{m.Name}"))];
        _score = Number("model_score", model, sym);
        _memberScores = Array.ConvertAll(members, m => Number("model_score", m, sym));
        _signal = Row("signal", model, sym);
        _memberSignals = Array.ConvertAll(members, m => Row("signal", m, sym));
        _regime = Row("model_regime", model, sym);
        _chances = [.. _regimeNames.Select(r => Number("regime_probability", model, sym, r)).OfType<TrackedValue>()];
        _disagreement = Number("disagreement", model, sym);
        _attention = Row("attention_top", model, sym);
        _late = Row("late_score", model, sym);
        string[] figures = ["/brier", "/accuracy", "/calibration_error", "/brier_of_training"];
        _quality = [.. figures.Select(f => Number("model_quality", model, sym, Value.Name(f))).OfType<TrackedValue>()];
    }

    /// <summary>Which version was asked, about which row: what is told next rests on it.</summary>
    public void RestsOn(string version, FeatureRowId row, SourcePosition frame)
    {
        _origin.SetVersion(_manifest.Name, version);
        (_origin.Row, _origin.Frame) = (row, frame);
    }

    /// <summary>A score in time.</summary>
    public void Tell(EnsembleScore score, EventTime now, RowChanges changes)
    {
        _late?.TakeBack(changes);
        _score?.Tell(score.Score, now, changes);
        TellSignal(_signal, score.Call, changes);
        for (int m = 0; m < _memberScores.Length; m++)
        {
            _memberScores[m]?.Tell(score.MemberScore(m), now, changes);
            TellSignal(_memberSignals[m], score.MemberCall(m), changes);
        }

        _regime?.Tell(changes, _regimeNames[score.Regime]);
        for (int r = 0; r < _chances.Length; r++)
        {
            _chances[r].Tell(score.Regimes[r], now, changes);
        }

        _disagreement?.Tell(score.Disagreement, now, changes);
        if (score.AttentionBarsAgo >= 0)
        {
            _attention?.Tell(changes, Value.Number(score.AttentionBarsAgo), Value.Float64(score.AttentionWeight));
        }
    }

    /// <summary>The score of the newest bar did not come: an older one must not stand for it.</summary>
    public void TellLate(EventTime now, RowChanges changes)
    {
        TakeBackScore(now, changes);
        _late?.Tell(changes, Value.Number(_manifest.TimeBoxMs));
    }

    /// <summary>Nobody knows the symbol's bars any more.</summary>
    public void TakeBack(EventTime now, RowChanges changes)
    {
        TakeBackScore(now, changes);
        _late?.TakeBack(changes);
    }

    public void TellQuality(QualityMonitor quality, EventTime now, RowChanges changes)
    {
        if (_quality.Length > 0 && quality.Count >= FewestJudged)
        {
            _quality[0].Tell(quality.Brier, now, changes);
            _quality[1].Tell(quality.Accuracy, now, changes);
            _quality[2].Tell(quality.CalibrationError, now, changes);
            _quality[3].Tell(_manifest.Reference.Brier, now, changes);
        }
    }

    private void TakeBackScore(EventTime now, RowChanges changes)
    {
        _score?.Tell(double.NaN, now, changes);
        _signal?.TakeBack(changes);
        for (int m = 0; m < _memberScores.Length; m++)
        {
            _memberScores[m]?.Tell(double.NaN, now, changes);
            _memberSignals[m]?.TakeBack(changes);
        }

        _regime?.TakeBack(changes);
        foreach (TrackedValue chance in _chances)
        {
            chance.Tell(double.NaN, now, changes);
        }

        _disagreement?.Tell(double.NaN, now, changes);
        _attention?.TakeBack(changes);
    }

    private static void TellSignal(TrackedRow? row, (BarrierClass Class, double Confidence) call, RowChanges changes) =>
        row?.Tell(changes, _sides[(int)call.Class], Value.Float64(call.Confidence));

    private TrackedValue? Number(string predicate, params Value[] key) =>
        _wanted.Models.Reads(predicate) ? new TrackedValue(_wanted.ModelRow(predicate, _origin, key)) : null;

    private TrackedRow? Row(string predicate, params Value[] key) =>
        _wanted.Models.Reads(predicate) ? new TrackedRow(_wanted.ModelRow(predicate, _origin, key)) : null;
}

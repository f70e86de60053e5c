using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Notices when a figure of an ensemble crosses its threshold, and when it is well below it again, so that one that hovers there is told once.</summary>
internal sealed class ModelAlarm(ModelNoticeKind kind, string model, double threshold)
{
    /// <summary>Of the threshold, below which it is over.</summary>
    private const double Below = 0.8;

    private bool _isRaised;

    /// <param name="value">Not a number says nothing.</param>
    /// <param name="detail">Kept when it is raised.</param>
    /// <param name="at">Event time.</param>
    /// <param name="notices">Receives what is noticed.</param>
    public void Look(double value, string detail, EventTime at, List<ModelNotice> notices)
    {
        if (_isRaised ? value < threshold * Below : value > threshold)
        {
            notices.Add(new ModelNotice(at, kind, model, detail, value, threshold, IsOver: _isRaised));
            _isRaised = !_isRaised;
        }
    }
}

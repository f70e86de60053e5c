using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The readers of a run do not know its state: they fell too far behind, or other rules came into force, and the program keeps a past that is not known yet.</summary>
public sealed class MirrorLostException : Exception
{
    /// <summary>Changes were lost; the state can be told again (<see cref="RunMirror.AskForSnapshot"/>).</summary>
    public MirrorLostException(int capacity)
        : base($"readers fell more than {capacity} changes behind the run, and these rules keep a past; it is being told again")
    {
    }

    /// <summary>The rows that stand are known, the past is not full yet.</summary>
    internal MirrorLostException(EventTime knowsFrom, EventTime fullAt)
        : base($"readers know these rules' facts from {Moment.Format(knowsFrom)} on, and these rules keep a past: their windows are full at {Moment.Format(fullAt)}; ask again then, or ask the journal")
    {
    }

    /// <summary>The rows that stand are known, and what else the rules remember never will be.</summary>
    internal MirrorLostException(EventTime knowsFrom, string unbounded)
        : base($"readers know these rules' facts from {Moment.Format(knowsFrom)} on, and these rules keep a past without a bound ({unbounded}), which cannot be told again; ask the journal")
    {
    }
}

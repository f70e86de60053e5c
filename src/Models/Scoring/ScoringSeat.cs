namespace CryptoScalp.Rules.Models;

/// <summary>One symbol's place at the desk: its rows go in, its score comes out. Each side touches it only while it is theirs (<see cref="ScoreState"/>).</summary>
public sealed class ScoringSeat
{
    private readonly ScoringDesk _desk;
    private int _state;
    private long _askedAt;

    internal ScoringSeat(ScoringDesk desk, EnsembleManifest manifest)
    {
        _desk = desk;
        Rows = new float[manifest.Window * manifest.Features.Length];
        Score = new EnsembleScore(manifest.Members.Length);
    }

    public ScoreState State => (ScoreState)Volatile.Read(ref _state);

    /// <summary>The window to score, oldest row first; written by the tick thread while Idle.</summary>
    public float[] Rows { get; }

    /// <summary>The regime at the newest row; the same.</summary>
    public int Regime { get; set; }

    /// <summary>Read by the tick thread while Done.</summary>
    public EnsembleScore Score { get; }

    /// <summary>The version that scored; read while Done.</summary>
    public string Version { get; internal set; } = "";

    /// <summary>Nanoseconds from asking to the answer; read while Done or Failed.</summary>
    public long TookNs { get; private set; }

    /// <summary>Of which round it is asked; written before the state.</summary>
    internal long Round { get; private set; }

    /// <summary>Scoring thread: there is a score.</summary>
    internal bool IsScored { get; set; }

    /// <summary>Asks for a score at once; the state must be Idle.</summary>
    public void Ask()
    {
        AskLater();
        _desk.Send();
    }

    /// <summary>Asks for a score with the round that <see cref="ScoringDesk.Send"/> closes; the state must be Idle.</summary>
    public void AskLater()
    {
        if (State != ScoreState.Idle)
        {
            throw new InvalidOperationException("a seat is asked again before its answer was taken");
        }

        Round = _desk.JoinRound();
        _askedAt = _desk.Clock.GetTimestamp();
        Volatile.Write(ref _state, (int)ScoreState.Asked);
    }

    /// <summary>The answer was taken, or is of no use any more: back to Idle. Nothing happens while the scoring thread has the seat.</summary>
    public void Release()
    {
        if (State is ScoreState.Done or ScoreState.Failed)
        {
            Volatile.Write(ref _state, (int)ScoreState.Idle);
        }
    }

    /// <summary>Scoring thread.</summary>
    internal void Answer(ScoreState state)
    {
        TookNs = (long)_desk.Clock.GetElapsedTime(_askedAt).TotalNanoseconds;
        Volatile.Write(ref _state, (int)state);
    }
}

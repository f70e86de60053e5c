namespace CryptoScalp.Rules.Models;

/// <summary>Where a seat's score is. The tick thread moves it from Idle to Asked, the scoring thread from Asked to one of the last two.</summary>
public enum ScoreState
{
    /// <summary>Nothing is asked; the tick thread owns the seat's rows and result.</summary>
    Idle,

    /// <summary>The scoring thread owns them.</summary>
    Asked,

    /// <summary>There is a score; the tick thread owns it.</summary>
    Done,

    /// <summary>There is none: the rows were not sound, or the model failed.</summary>
    Failed,
}

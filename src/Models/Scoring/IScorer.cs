namespace CryptoScalp.Rules.Models;

/// <summary>What a desk's thread runs.</summary>
internal interface IScorer : IDisposable
{
    string Version { get; }

    /// <summary>What it runs on.</summary>
    ModelDevice Device => ModelDevice.Cpu;

    /// <summary>Scores a seat's rows into its result; false when there is no score of them.</summary>
    bool TryScore(ScoringSeat seat);

    /// <summary>Scores several seats, at most <see cref="ScoringDesk.LargestBatch"/>, and says of each whether there is a score.</summary>
    void Score(ReadOnlySpan<ScoringSeat> seats)
    {
        foreach (ScoringSeat seat in seats)
        {
            seat.IsScored = TryScore(seat);
        }
    }
}

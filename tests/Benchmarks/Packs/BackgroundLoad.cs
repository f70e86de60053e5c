using System.Diagnostics;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>A thread that is as busy as one that stages rules and knows nothing of the run: what ticks beside it show is the machine's.</summary>
internal static class BackgroundLoad
{
    private const int Piece = 256;
    private const int Kept = 4_096;

    /// <summary>Never rests, and allocates small pieces of which the last thousands live.</summary>
    /// <param name="bytesPerSecond">How much.</param>
    /// <param name="stop">Ends it.</param>
    public static void Run(double bytesPerSecond, CancellationToken stop)
    {
        byte[][] kept = new byte[Kept][];
        long started = Stopwatch.GetTimestamp();
        for (long allocated = 0, i = 0; !stop.IsCancellationRequested;)
        {
            if (allocated < Stopwatch.GetElapsedTime(started).TotalSeconds * bytesPerSecond)
            {
                kept[i++ % Kept] = new byte[Piece];
                allocated += Piece;
            }
        }

        GC.KeepAlive(kept);
    }
}

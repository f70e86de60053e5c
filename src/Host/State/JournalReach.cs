using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>Makes the journal of a run readable as far as the run has come, before somebody reads it: what was decided a moment ago is in it.</summary>
/// <remarks>The tick thread hands over some kilobytes between two events, for nobody longer than a moment: who does not get that far reads what is there, and the answer says how far it goes.</remarks>
internal static class JournalReach
{
    /// <summary>Longer than an event takes, far shorter than a request may; a run that waits for its feeds answers at once.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(250);

    /// <summary>Event time up to which the journal holds everything now; null when the tick thread did not come to it.</summary>
    public static async Task<EventTime?> Await(HostCall call)
    {
        if (call.Services.Run.Run?.Pipeline is not { } pipeline)
        {
            return null;
        }

        TaskCompletionSource<EventTime> handed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (call.Services.Run.Phase != RunPhase.Running || !pipeline.TryHandOver(at => handed.TrySetResult(at)))
        {
            return pipeline.IsFinished ? pipeline.Window.Look()?.At : null;
        }

        await Task.WhenAny(handed.Task, Task.Delay(_patience, call.Services.Options.Clock, call.Stop)).ConfigureAwait(false);
        call.Stop.ThrowIfCancellationRequested();
        return handed.Task.IsCompleted ? await handed.Task.ConfigureAwait(false) : null;
    }
}

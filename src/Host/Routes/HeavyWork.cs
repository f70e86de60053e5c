using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>Work that takes long: reading a journal, deriving a state anew. One at a time, off the threads that answer quick requests, and not waited for beyond the request's time.</summary>
/// <remarks>The work looks at the call's <see cref="HostCall.Stop"/> itself, so that an answer that nobody waits for does not keep the next one waiting.</remarks>
internal static class HeavyWork
{
    /// <summary>Work on the journal of the run, which is made readable as far as the run has come first.</summary>
    /// <param name="call">The request.</param>
    /// <param name="work">Is given the event time up to which the journal holds everything; null when that is not known.</param>
    public static async Task<T> OnJournal<T>(HostCall call, Func<EventTime?, T> work)
    {
        EventTime? reach = await JournalReach.Await(call).ConfigureAwait(false);
        return await Run(call, () => work(reach)).ConfigureAwait(false);
    }

    public static async Task<T> Run<T>(HostCall call, Func<T> work)
    {
        SemaphoreSlim turn = call.Services.HeavyTurn;
        await turn.WaitAsync(call.Stop).ConfigureAwait(false);
        Task<T> running = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _ = running.ContinueWith(
            ended =>
            {
                _ = ended.Exception; // seen: whoever asked may have gone
                turn.Release();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return await running.WaitAsync(call.Stop).ConfigureAwait(false);
    }
}

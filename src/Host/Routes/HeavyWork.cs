namespace CryptoScalp.Rules.Host;

/// <summary>Work that takes long: reading a journal, deriving a state anew. One at a time, off the threads that answer quick requests, and not waited for beyond the request's time.</summary>
/// <remarks>The work looks at the call's <see cref="HostCall.Stop"/> itself, so that an answer that nobody waits for does not keep the next one waiting.</remarks>
internal static class HeavyWork
{
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

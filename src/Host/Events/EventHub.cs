using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Packs;
using Microsoft.AspNetCore.Http;

namespace CryptoScalp.Rules.Host;

/// <summary>Streams what a run tells to listeners (server-sent events). Each reads the board's ring at its own pace; the tick thread knows of none.</summary>
/// <remarks>
/// Bounded: so many listeners, and the ring is what may wait for one. A listener that the ring has overtaken, or that takes nothing for a while, is told
/// so, dropped and counted; it may come again with <c>Last-Event-ID</c>.
/// </remarks>
internal sealed class EventHub(HostOptions options, RunBoard board, HostCounters counters)
{
    private const int MaxBatch = 256;

    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(50), _heartbeat = TimeSpan.FromSeconds(10), _stall = TimeSpan.FromSeconds(10);

    private int _listeners;

    /// <summary>The packs as the desk shows them; none where there is no desk. Any thread.</summary>
    public Func<ImmutableArray<PackView>> Packs { get; init; } = static () => [];

    public int Listeners => Volatile.Read(ref _listeners);

    /// <summary>Streams to one listener until it goes, is dropped, or the host stops.</summary>
    /// <param name="response">Nothing has been written to it.</param>
    /// <param name="after">The last event that the listener has seen; null to begin with what comes.</param>
    /// <param name="withNonDecisions">They are many: only for those who ask.</param>
    /// <param name="stop">Falls when the listener goes or the host stops.</param>
    /// <exception cref="RequestFault">There are too many listeners.</exception>
    public async Task Stream(HttpResponse response, long? after, bool withNonDecisions, CancellationToken stop)
    {
        if (Interlocked.Increment(ref _listeners) > options.MaxEventClients)
        {
            Interlocked.Decrement(ref _listeners);
            throw new RequestFault(503, HostDiagnostics.TooManyListeners, options.MaxEventClients);
        }

        try
        {
            response.ContentType = "text/event-stream; charset=utf-8";
            response.Headers["X-Accel-Buffering"] = "no";
            await Follow(new EventWriter(response, _stall), after, withNonDecisions, stop).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _listeners);
        }
    }

    private async Task Follow(EventWriter writer, long? after, bool withNonDecisions, CancellationToken stop)
    {
        long seen = Math.Min(after ?? board.Events.Count, board.Events.Count), cursor = Math.Max(seen, board.Events.Oldest - 1);
        await writer.Write($"retry: 1000\nevent: hello\ndata: {{\"next\":{(cursor + 1).ToString(CultureInfo.InvariantCulture)}}}\n\n").ConfigureAwait(false);
        if (cursor > seen)
        {
            await writer.Write($"event: gap\ndata: {{\"missed\":{(cursor - seen).ToString(CultureInfo.InvariantCulture)}}}\n\n").ConfigureAwait(false);
        }

        PackWatch packs = new(Packs);
        long lastWrite = options.Clock.GetTimestamp();
        while (!stop.IsCancellationRequested && !writer.IsStalled)
        {
            List<(long Number, BoardEvent Item)> news = board.Events.After(cursor, MaxBatch);
            if (news.Count > 0 && news[0].Number > cursor + 1)
            {
                await Drop(writer, "slow").ConfigureAwait(false);
                return;
            }

            cursor = news.Count > 0 ? news[^1].Number : cursor;
            await WritePacks(writer, packs).ConfigureAwait(false);
            if (await WriteAll(writer, news, withNonDecisions).ConfigureAwait(false) || options.Clock.GetElapsedTime(lastWrite) > _heartbeat)
            {
                await writer.Write($": {cursor.ToString(CultureInfo.InvariantCulture)}\n\n").ConfigureAwait(false);
                lastWrite = options.Clock.GetTimestamp();
            }

            await Task.Delay(news.Count == MaxBatch ? TimeSpan.Zero : _poll, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await (writer.IsStalled ? Drop(writer, "stalled") : writer.Write("event: bye\ndata: {\"reason\":\"the host is stopping\"}\n\n")).ConfigureAwait(false);
    }

    /// <summary>True when something was written.</summary>
    private static async ValueTask<bool> WriteAll(EventWriter writer, List<(long Number, BoardEvent Item)> news, bool withNonDecisions)
    {
        ArrayBufferWriter<byte> text = new();
        foreach ((long number, BoardEvent item) in news)
        {
            if (withNonDecisions || item is not NonDecisionEvent)
            {
                text.Write(Encoding.UTF8.GetBytes($"id: {number.ToString(CultureInfo.InvariantCulture)}\nevent: {EventJson.NameOf(item)}\ndata: "));
                text.Write(JsonAnswer.Bytes(json => EventJson.Write(json, item)).Span);
                text.Write("\n\n"u8);
            }
        }

        await writer.Write(text.WrittenMemory).ConfigureAwait(false);
        return text.WrittenCount > 0;
    }

    /// <summary>Without ids: what changed while a listener was away it reads from <c>/packs</c>.</summary>
    private static async ValueTask WritePacks(EventWriter writer, PackWatch packs)
    {
        foreach (PackView pack in packs.News())
        {
            ArrayBufferWriter<byte> text = new();
            text.Write("event: pack\ndata: "u8);
            text.Write(JsonAnswer.Bytes(json => PackJson.Write(json, pack, isWhole: false)).Span);
            text.Write("\n\n"u8);
            await writer.Write(text.WrittenMemory).ConfigureAwait(false);
        }
    }

    private async Task Drop(EventWriter writer, string reason)
    {
        counters.DroppedListener(reason);
        await writer.Write($"event: dropped\ndata: {{\"reason\":\"{reason}\"}}\n\n").ConfigureAwait(false);
    }
}

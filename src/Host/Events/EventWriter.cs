using System.Text;
using Microsoft.AspNetCore.Http;

namespace CryptoScalp.Rules.Host;

/// <summary>Writes to one listener, and gives up when it takes nothing for too long or has gone.</summary>
internal sealed class EventWriter(HttpResponse response, TimeSpan stall)
{
    /// <summary>True when a write did not end in time, or the connection broke: nothing more is written then.</summary>
    public bool IsStalled { get; private set; }

    public Task Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    public async Task Write(ReadOnlyMemory<byte> text)
    {
        if (text.IsEmpty || IsStalled)
        {
            return;
        }

        using CancellationTokenSource patience = new(stall);
        try
        {
            await response.Body.WriteAsync(text, patience.Token).ConfigureAwait(false);
            await response.Body.FlushAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            IsStalled = true; // whoever streams sees it and counts the listener as dropped
        }
    }
}

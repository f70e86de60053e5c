using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CryptoScalp.Rules.Host;

/// <summary>Reads a body as JSON, within the bounds on its size and depth.</summary>
internal static class BodyReader
{
    public static async ValueTask<JsonDocument> Read(HttpRequest request, HostOptions options, CancellationToken stop)
    {
        if (!request.HasJsonContentType())
        {
            throw new RequestFault(415, HostDiagnostics.MediaTypeWrong, HostCall.Short(request.ContentType ?? ""));
        }

        if (request.ContentLength > options.MaxBodyBytes)
        {
            throw new RequestFault(413, HostDiagnostics.BodyTooLarge, options.MaxBodyBytes);
        }

        byte[] body = await ReadBytes(request, options.MaxBodyBytes, stop).ConfigureAwait(false);
        CheckDepth(body, options.MaxJsonDepth);
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = options.MaxJsonDepth });
        }
        catch (JsonException e)
        {
            throw new RequestFault(400, HostDiagnostics.BodyNotJson, body.Length == 0 ? "it is empty" : e.Message);
        }
    }

    private static async ValueTask<byte[]> ReadBytes(HttpRequest request, int max, CancellationToken stop)
    {
        if (request.ContentLength is { } length)
        {
            byte[] whole = new byte[length];
            int have = await request.Body.ReadAtLeastAsync(whole, whole.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false);
            return have == whole.Length ? whole : whole[..have];
        }

        using MemoryStream body = new();
        byte[] buffer = new byte[8 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, stop).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + read > max)
            {
                throw new RequestFault(413, HostDiagnostics.BodyTooLarge, max);
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>The parser would refuse it too, but without saying which of the faults of a text it is.</summary>
    private static void CheckDepth(ReadOnlySpan<byte> body, int max)
    {
        bool isText = false;
        int depth = 0;
        for (int i = 0; i < body.Length; i++)
        {
            switch (body[i])
            {
                case (byte)'\\' when isText: i++; break;
                case (byte)'"': isText = !isText; break;
                case (byte)'{' or (byte)'[' when !isText && ++depth > max: throw new RequestFault(400, HostDiagnostics.BodyTooDeep, max);
                case (byte)'}' or (byte)']' when !isText: depth--; break;
                default: break;
            }
        }
    }
}

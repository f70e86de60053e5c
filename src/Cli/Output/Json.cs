using System.Text.Encodings.Web;
using System.Text.Json;

namespace CryptoScalp.Rules.Cli;

/// <summary>How objects are printed: one line, only what JSON demands escaped.</summary>
internal static class Json
{
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

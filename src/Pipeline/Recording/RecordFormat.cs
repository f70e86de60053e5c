using System.Text.Json;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What the records of a journal mean: its number goes up when the same inputs would be decided or proved otherwise than before.</summary>
/// <remarks>The format of the bytes is another number, of the segments (docs/journal.md).</remarks>
internal static class RecordFormat
{
    /// <summary>What this program writes, and can recompute.</summary>
    public const int Current = 2;

    /// <summary>Of journals that state no number: they were written before there was one.</summary>
    public const int Unstated = 1;

    /// <summary>No field of a record is named twice, for two readers may take it differently.</summary>
    public static JsonDocumentOptions Once { get; } = new() { AllowDuplicateProperties = false };

    /// <summary>The build that writes, as people know it.</summary>
    public static string Build { get; } = $"CryptoScalp Rules {typeof(RecordFormat).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Why a journal of another number cannot be recomputed.</summary>
    /// <param name="format">Its number.</param>
    /// <param name="build">What wrote it, as it says; null where it does not.</param>
    public static string Refusal(int format, string? build) =>
        $"the run was recorded by {build ?? "an earlier build, which did not say its name,"} in format {format}, and {Build} recomputes format {Current}: it can be read, explained from its records and gone on with, but decisions and proofs "
        + $"of it cannot be recomputed here; use the build that recorded it";
}

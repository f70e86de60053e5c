namespace CryptoScalp.Rules.Cli;

/// <summary>How an explanation is printed.</summary>
internal enum OutputFormat : byte
{
    Text,
    Json,
    Mermaid,
    Html,
}

/// <summary>Reads <c>--format</c>.</summary>
internal static class OutputFormats
{
    public const string Words = "text, json, mermaid or html";

    /// <exception cref="WrongCallException">Another word, or one that <c>--json</c> contradicts.</exception>
    public static OutputFormat Read(string word, bool json) => (word, json) switch
    {
        ("text" or "json", true) => OutputFormat.Json,
        (_, true) => throw new WrongCallException($"--json and --format {word} contradict each other"),
        ("text", _) => OutputFormat.Text,
        ("json", _) => OutputFormat.Json,
        ("mermaid", _) => OutputFormat.Mermaid,
        ("html", _) => OutputFormat.Html,
        _ => throw new WrongCallException($"--format is {Words}, not '{word}'"),
    };
}

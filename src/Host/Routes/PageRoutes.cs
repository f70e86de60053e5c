using System.Reflection;

namespace CryptoScalp.Rules.Host;

/// <summary>The console: a page, its style and its scripts, from within the assembly.</summary>
internal static class PageRoutes
{
    public static IEnumerable<HostRoute> All { get; } =
    [
        Of("/", "console.html", Answer.HtmlType),
        Of("/console.css", "console.css", "text/css; charset=utf-8"),
        .. new[] { "words", "lists", "packs", "notes", "answers", "console" }.Select(static part => Of($"/{part}.js", $"{part}.js", "text/javascript; charset=utf-8")),
    ];

    private static HostRoute Of(string path, string file, string contentType)
    {
        Lazy<Answer> answer = new(() => new Answer(200, contentType, Content(file)) { ContentPolicy = SecurityHeaders.PagePolicy });
        return new HostRoute("GET", path, "The console page.", _ => new(answer.Value)) { IsPage = true, Forms = [contentType] };
    }

    private static byte[] Content(string file)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"page/{file}")!;
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

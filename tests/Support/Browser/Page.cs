using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CryptoScalp.Rules.TestSupport;

/// <summary>A page in a headless Chromium, spoken to in its own debugging protocol; collects errors of the console.</summary>
internal sealed class Page : IAsyncDisposable
{
    private const int Patience = 30_000, UsualHeight = 1_000, MostHeight = 4_000;

    private readonly Process _process;
    private readonly TempFolder _profile;
    private readonly ClientWebSocket _socket = new();
    private int _id;

    private Page(Process process, TempFolder profile)
    {
        _process = process;
        _profile = profile;
    }

    public List<string> Errors { get; } = [];

    public static string? Browser { get; } = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    /// <summary>A page from its text.</summary>
    public static async Task<Page> Open(string html)
    {
        TempFolder profile = new();
        return await Open(profile, new Uri("file://" + profile.Write("page.html", html)));
    }

    /// <summary>A page from its address.</summary>
    public static Task<Page> Open(Uri address) => Open(new TempFolder(), address);

    private static async Task<Page> Open(TempFolder profile, Uri address)
    {
        ProcessStartInfo start = new(Browser!) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in new[]
        {
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", $"--user-data-dir={profile["profile"]}", "--remote-debugging-port=0", "about:blank",
        })
        {
            start.ArgumentList.Add(argument);
        }

        Page page = new(Process.Start(start)!, profile);
        await page._socket.ConnectAsync(new Uri(await page.Endpoint()), new CancellationTokenSource(Patience).Token);
        foreach (string domain in new[] { "Log.enable", "Runtime.enable", "Page.enable" })
        {
            await page.Send(domain);
        }

        await page.Send("Page.navigate", new JsonObject { ["url"] = address.ToString() });
        await page.Evaluate("new Promise(r => document.readyState === 'complete' ? r(1) : addEventListener('load', () => r(1)))");
        return page;
    }

    /// <summary>The value of a script's expression; promises are awaited.</summary>
    public async Task<JsonNode?> Evaluate(string script)
    {
        JsonNode answer = await Send("Runtime.evaluate", new JsonObject { ["expression"] = script, ["awaitPromise"] = true, ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } fault ? throw new InvalidOperationException(fault.ToJsonString()) : answer["result"]!["value"]?.DeepClone();
    }

    public async Task PressEnter()
    {
        (string key, int code) = ("Enter", 13);
        foreach (string type in new[] { "keyDown", "keyUp" })
        {
            JsonObject press = new() { ["type"] = type, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code };
            if (type == "keyDown")
            {
                press["text"] = "\r";
            }

            await Send("Input.dispatchKeyEvent", press);
        }
    }

    public async Task Shoot(string path, int width, bool isDark)
    {
        await Send("Emulation.setEmulatedMedia", new JsonObject { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }) });
        await SetWindow(width, UsualHeight);
        await Send("Emulation.setScrollbarsHidden", new JsonObject { ["hidden"] = true }); // a picture beyond the window is as wide as the window without them
        int height = (await Evaluate("document.documentElement.scrollHeight"))!.GetValue<int>();
        await SetWindow(width, Math.Clamp(height, UsualHeight, MostHeight)); // a frame that lies below the window is not drawn
        await Evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn, 100))))"); // frames draw after the page
        JsonNode shot = await Send("Page.captureScreenshot", new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = true });
        await File.WriteAllBytesAsync(path, Convert.FromBase64String(shot["data"]!.GetValue<string>()));
        await SetWindow(width, UsualHeight);
    }

    private Task SetWindow(int width, int height) =>
        Send("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _profile.Dispose();
    }

    /// <summary>The browser says on its error stream where it listens; the first page is found there.</summary>
    private async Task<string> Endpoint()
    {
        using CancellationTokenSource patience = new(Patience);
        while (await _process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            int at = line.IndexOf("ws://", StringComparison.Ordinal);
            if (at >= 0)
            {
                _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);
                using HttpClient http = new();
                string pages = await http.GetStringAsync(new Uri($"http://{new Uri(line[at..]).Authority}/json/list"), patience.Token);
                return JsonNode.Parse(pages)!.AsArray().First(static p => p!["type"]!.GetValue<string>() == "page")!["webSocketDebuggerUrl"]!.GetValue<string>();
            }
        }

        throw new InvalidOperationException("the browser ended before it listened");
    }

    private async Task<JsonNode> Send(string method, JsonObject? parameters = null)
    {
        int id = ++_id;
        string text = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] }.ToJsonString();
        using CancellationTokenSource patience = new(Patience);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, patience.Token);
        while (true)
        {
            JsonNode message = await Receive(patience.Token);
            if (message["id"]?.GetValue<int>() == id)
            {
                return message["result"] ?? throw new InvalidOperationException($"{method}: {message.ToJsonString()}");
            }

            Note(message);
        }
    }

    private void Note(JsonNode message)
    {
        string method = message["method"]?.GetValue<string>() ?? "";
        bool isError = method == "Runtime.exceptionThrown"
            || (method == "Log.entryAdded" && message["params"]!["entry"]!["level"]!.GetValue<string>() == "error")
            || (method == "Runtime.consoleAPICalled" && message["params"]!["type"]!.GetValue<string>() == "error");
        if (isError)
        {
            Errors.Add(message.ToJsonString());
        }
    }

    private async Task<JsonNode> Receive(CancellationToken cancellation)
    {
        using MemoryStream whole = new();
        byte[] buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, cancellation);
            whole.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(whole.ToArray(), documentOptions: new JsonDocumentOptions { MaxDepth = 256 })!;
    }
}

/// <summary>A test that needs a browser; without one it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Page.Browser is null ? "there is no chromium here" : null;
}

/// <summary>A test that needs a browser and the real Mermaid, which <c>test.sh</c> fetches.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MermaidFactAttribute : FactAttribute
{
    public MermaidFactAttribute() => Skip = Page.Browser is null ? "there is no chromium here" : File.Exists(Script) ? null : "Mermaid was not fetched: run test.sh, which needs npm";

    public static string Script => Checkout.PathOf("artifacts", "mermaid", "package", "dist", "mermaid.min.js");
}

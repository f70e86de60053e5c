using System.Text.Json;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Host;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Cli;

/// <summary>Asks a host to change its rules, and prints what came of it.</summary>
internal sealed class RemotePacks(Terminal terminal, HostClient host, bool asJson)
{
    /// <summary>Longer than a host lets its gate work.</summary>
    private static readonly TimeSpan _gatePatience = TimeSpan.FromSeconds(130);

    private static readonly JsonObject _nothing = [];

    public int List() => Print(host.Get("packs"), static (printer, answer) => printer.List(answer));

    public int Show(string version) => PrintPack(host.Get(PathOf(version)));

    public int Stage(string[] paths, string? by)
    {
        if (FilesOf(paths) is not { } files)
        {
            return ExitCode.WrongInput;
        }

        try
        {
            return PrintPack(host.Post("packs", With(new JsonObject { ["files"] = files }, "by", by), _gatePatience));
        }
        catch (HostFaultException refused) when (refused.Answer is { } answer && JsonNode.Parse(answer)?["pack"] is JsonObject pack)
        {
            Print(new HostAnswer(pack.ToJsonString(Json.Readable), 1), static (printer, shown) => printer.Pack(shown)); // the report, and below it the fault
            throw;
        }
    }

    public int Diff(string[] paths)
    {
        if (FilesOf(paths) is not { } files)
        {
            return ExitCode.WrongInput;
        }

        HostAnswer answer = host.Post("packs/diff", new JsonObject { ["files"] = files });
        Print(answer, static (printer, report) => printer.Report(report));
        return JsonNode.Parse(answer.Text)!["passed"]!.GetValue<bool>() ? ExitCode.Fine : ExitCode.WrongInput;
    }

    public int Shadow(string version) => PrintPack(host.Post(PathOf(version) + "/shadow", _nothing));

    public int Activate(string version, string? by) =>
        PrintPack(host.Post($"{PathOf(version)}/activate{(by is null ? "" : "?by=" + Uri.EscapeDataString(by))}", _nothing));

    public int RollBack(string? by, string? cause) => PrintPack(host.Post("packs/rollback", With(With([], "by", by), "cause", cause)));

    /// <exception cref="WrongCallException">One is not <c>name=value</c>, or is named twice.</exception>
    public int SetParams(string[] values, string? by)
    {
        JsonObject set = [];
        foreach (string text in values)
        {
            string[] parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts.Any(static p => p.Length == 0) || !set.TryAdd(parts[0], parts[1]))
            {
                throw new WrongCallException($"a parameter and its value are needed, each parameter once: max_spread_bps=8.0, not '{text}'");
            }
        }

        return PrintPack(host.Post("packs/params", With(new JsonObject { ["set"] = set }, "by", by), _gatePatience));
    }

    private static string PathOf(string version) => "packs/" + Uri.EscapeDataString(version);

    private static JsonObject With(JsonObject body, string name, string? text)
    {
        if (text is not null)
        {
            body[name] = text;
        }

        return body;
    }

    /// <summary>Reads them as a run does; null with the faults printed when one cannot be read.</summary>
    private JsonObject? FilesOf(string[] paths)
    {
        DiagnosticBag faults = new();
        IReadOnlyList<SyntaxTree> trees = RuleSources.Parse(paths, faults, forRecord: true);
        if (!DiagnosticPrinter.Print(terminal, faults.ToSorted(), asJson))
        {
            return null;
        }

        JsonObject files = [];
        foreach (SyntaxTree tree in trees)
        {
            files[tree.Source.Name] = tree.Source.Text;
        }

        return files;
    }

    private int PrintPack(HostAnswer answer) => Print(answer, static (printer, pack) => printer.Pack(pack));

    private int Print(HostAnswer answer, Action<PackPrinter, JsonElement> print)
    {
        if (asJson)
        {
            terminal.Out.WriteLine(answer.Text.TrimEnd());
            return ExitCode.Fine;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.Text);
            print(new PackPrinter(terminal), document.RootElement);
            return ExitCode.Fine;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new HostFaultException(ExitCode.Failed, HostDiagnostics.NotAHost, "the address", e.Message);
        }
    }
}

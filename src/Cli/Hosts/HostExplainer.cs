using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Asks a host what <c>explain</c>, <c>why</c>, <c>why-not</c> and <c>what-if</c> ask a journal, and prints its answer as they do.</summary>
internal sealed class HostExplainer(Terminal terminal, HostClient host, OutputFormat format)
{
    public int Explain(string id, bool withHistory) => Print(host.Get($"decisions/{Uri.EscapeDataString(id)}/proof?{View()}{History(withHistory)}{(format == OutputFormat.Html ? "&prices=1" : "")}"));

    public int Compare(string id, string against) => Print(host.Get($"decisions/{Uri.EscapeDataString(id)}/proof?{View()}{Given("against", against)}"));

    public int Why(string fact, string? at, bool withHistory, ListedMembers members)
    {
        HostAnswer answer = host.Post("why?" + View() + History(withHistory) + Number("members", members.Count) + Number("from", members.From), Asked("fact", fact, at));
        int shown = 1;
        if (format == OutputFormat.Json)
        {
            using JsonDocument proofs = JsonDocument.Parse(answer.Text);
            shown = 0;
            foreach (JsonElement proof in proofs.RootElement.GetProperty("proofs").EnumerateArray())
            {
                terminal.Out.WriteLine(proof.GetRawText());
                shown++;
            }
        }
        else
        {
            Print(answer);
            shown = format == OutputFormat.Text ? Math.Min(answer.Matches, FactExplainer.MaxProofs) : 1;
        }

        FactExplainer.TellMore(terminal, answer.Matches - shown);
        return ExitCode.Fine;
    }

    public int WhyNot(string what, string? at) => Print(host.Post("why-not?" + View(), Asked("what", what, at)));

    public int Summary(string? symbol, ListTimes times, int moments) => Print(host.Get(
        $"why-not/summary?{View()}{Given("symbol", symbol)}{Given("from", times.From)}{Given("to", times.To)}{Given("moments", moments.ToString(CultureInfo.InvariantCulture))}"));

    /// <summary>Of the host's present moment.</summary>
    /// <exception cref="WrongCallException">It is about a moment that is gone, or changes nothing.</exception>
    public int WhatIf(WhatIfRequest request)
    {
        WhatIfExplainer.CheckCall(request);
        if (request.At is not null || request.From is not null)
        {
            throw new WrongCallException("a host is asked what would be now: leave --at, --from and --to out, or ask its journal with --journal DIR");
        }

        DiagnosticBag diagnostics = new();
        string[] rules = request.Rules.Length == 0 ? [] : [.. RuleSources.Parse(request.Rules, diagnostics).Select(static t => t.Source.Text)];
        return DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), format == OutputFormat.Json)
            ? Print(host.Post("what-if?" + View(), new JsonObject { ["set"] = List(request.Set), ["assert"] = List(request.Assert), ["retract"] = List(request.Retract), ["rules"] = rules.Length == 0 ? null : List(rules) }))
            : ExitCode.WrongInput;
    }

    private static string Number(string name, int? value) => value is { } number ? string.Create(CultureInfo.InvariantCulture, $"&{name}={number}") : "";

    private static string Given(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    private static string History(bool isAsked) => isAsked ? "&history=1" : "";

    private static JsonObject Asked(string name, string value, string? at)
    {
        JsonObject body = new() { [name] = value };
        if (at is not null)
        {
            body["at"] = at;
        }

        return body;
    }

    private static JsonArray List(string[] texts) => new([.. texts.Select(static t => JsonValue.Create(t))]);

    private string View() => string.Create(CultureInfo.InvariantCulture, $"format={format.ToString().ToLowerInvariant()}&width={terminal.Width}&colour={(terminal.Colour ? "true" : "false")}");

    private int Print(HostAnswer answer)
    {
        terminal.Out.WriteLine(answer.Text.TrimEnd());
        return ExitCode.Fine;
    }
}

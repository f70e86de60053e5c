using System.Collections.Immutable;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Host;

/// <summary><c>POST /what-if</c>: what a change of parameters, facts or rules would make of the present state. The run itself does not change.</summary>
internal static class WhatIfRoute
{
    private const int MaxChanges = 100;

    public static HostRoute Route { get; } = new("POST", "/what-if", "What a change of parameters, facts or rules would make of the present state. The run itself does not change.", Answered)
    {
        Parameters = ViewFormat.Parameters,
        BodySchema = """
            {"type":"object","additionalProperties":false,"properties":{"set":{"type":"array","items":{"type":"string"}},"assert":{"type":"array","items":{"type":"string"}},"retract":{"type":"array","items":{"type":"string"}},"rules":{"type":["string","array"],"items":{"type":"string"},"description":"the text of a rule file, or of several"}}}
            """,
        BodyExample = """{"set":["max_spread_bps = 8.0"]}""",
        Forms = ViewFormat.MediaTypes,
        Faults = [(422, "the change does not fit the rules, or they keep a past")],
    };

    private static async ValueTask<Answer?> Answered(HostCall call)
    {
        ViewFormat format = ViewFormat.Of(call);
        RequestBody body = await call.ReadBody("set", "assert", "retract", "rules").ConfigureAwait(false);
        RunChange change = ChangeOf(body);
        ImmutableArray<string> words = Words(body);
        if (KeptPast.Of(call.Services.Program) is { } past)
        {
            throw new RequestFault(422, HostDiagnostics.PastNotTold, past);
        }

        (EventTime at, IReadOnlyList<Fact> given, BoundProgram program) = await call.Services.Run.RequireKeeper().Ask(static state => (state.At, state.GivenFacts(), state.Program), call.Stop).ConfigureAwait(false);
        WhatIfReport report = await HeavyWork.Run(call, () => Compare(program, at, given, change, words)).ConfigureAwait(false);
        return format.Render(Explanation.Of(report));
    }

    private static WhatIfReport Compare(BoundProgram program, EventTime at, IReadOnlyList<Fact> given, RunChange change, ImmutableArray<string> words)
    {
        DiagnosticBag diagnostics = new();
        ReplayedRun? before = StateReplay.Of(program, at, given, RunChange.None, diagnostics);
        ReplayedRun? after = before is null ? null : StateReplay.Of(program, at, given, change, diagnostics);
        return after is null ? throw RequestFault.OfQuestion(diagnostics) : WhatIf.Compare(StateOf(before!), StateOf(after), words);
    }

    private static WhatIfState StateOf(ReplayedRun run) => new(run.Session, run.Program, run.Agendas) { Sources = run.Proofs };

    private static RunChange ChangeOf(RequestBody body)
    {
        ImmutableArray<string> set = body.Texts("set"), assert = body.Texts("assert"), retract = body.Texts("retract");
        int changes = set.Length + assert.Length + retract.Length + (body.Has("rules") ? 1 : 0);
        if (changes is 0 or > MaxChanges)
        {
            throw RequestBody.Wrong("the body", $"a what-if needs something to change, at most {MaxChanges} things: 'set', 'assert', 'retract' or 'rules'");
        }

        return new RunChange
        {
            Parameters = set.Select(Parameter).ToImmutableSortedDictionary(static p => p.Name, static p => p.Value, StringComparer.Ordinal),
            Facts = [.. retract.Select(static f => "-" + Bare(f)), .. assert.Select(static f => "+" + Bare(f))],
            Rules = [.. body.TextOrTexts("rules").Select(static (text, i) => new SourceText(i == 0 ? "what-if.rules" : $"what-if-{i + 1}.rules", text))],
        };
    }

    private static (string Name, string Value) Parameter(string set)
    {
        string[] parts = set.Split('=', 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2 && parts.All(static p => p.Length > 0) ? (parts[0], parts[1]) : throw RequestBody.Wrong("set", $"'param = value' is needed, not '{HostCall.Short(set)}'");
    }

    /// <summary>A fact without the full stop that people may copy along.</summary>
    private static string Bare(string fact) => fact.Trim().TrimEnd('.');

    private static ImmutableArray<string> Words(RequestBody body) =>
    [
        .. body.Has("rules") ? ["other rules"] : Array.Empty<string>(), .. body.Texts("set").Select(static s => $"param {s}"),
        .. body.Texts("retract").Select(static f => $"- {Bare(f)}"), .. body.Texts("assert").Select(static f => $"+ {Bare(f)}"),
    ];
}

using CryptoScalp.Rules.Packs;

namespace CryptoScalp.Rules.Host;

/// <summary><c>/packs</c>: rules that change while the run goes on. What changes something needs the key, also on loopback.</summary>
/// <remarks>A request that nobody waits for any longer is carried on all the same; <c>GET /packs</c> shows what came of it.</remarks>
internal static class PackRoutes
{
    private const int MaxFiles = 200, MaxParams = 100, MaxName = 200, MaxWho = 80;

    private const string FilesSchema = """{"type":"object","minProperties":1,"additionalProperties":{"type":"string"},"description":"the name of a rule file to its text"}""";

    private const string FilesExample = """
        {"files":{"pack.rules":"Use decisions!\n#[id(\"example\"), class(/entry), priority(10)]\npropose(Sym, {/kind: /long, /venue: V}, 0.01, 1.0) :- quote(V, Sym, Bid, _, _, _), Bid > 100.0.\n"}}
        """;

    /// <summary>Checks, replay, and a second to answer in.</summary>
    private static readonly TimeSpan _stagePatience = TimeSpan.FromSeconds(121);

    /// <summary>Longer than a candidate may take to catch up.</summary>
    private static readonly TimeSpan _switchPatience = TimeSpan.FromSeconds(15);

    public static IReadOnlyList<HostRoute> All { get; } =
    [
        new("GET", "/packs", "The versions of the rules: in force, ready, before; the last 64.", static call => new(List(call))),
        new("POST", "/packs", "Stages a pack: checks it, starts it beside the run and replays the recent past under it. It decides nothing yet.", Stage)
        {
            Writes = true,
            Patience = _stagePatience,
            BodySchema = $$"""{"type":"object","required":["files"],"additionalProperties":false,"properties":{"files":{{FilesSchema}},"by":{"type":"string"} } }""",
            BodyExample = FilesExample,
            Faults = [(409, "the run is over"), (422, "the gate refused the pack; 'pack' has its report")],
        },
        new("POST", "/packs/diff", "How a pack differs from the rules in force, checked without proofs. Nothing is staged.", Diff)
        {
            BodySchema = $$"""{"type":"object","required":["files"],"additionalProperties":false,"properties":{"files":{{FilesSchema}} } }""",
            BodyExample = FilesExample,
        },
        new("POST", "/packs/params", "Sets parameters of the rules in force, through the same gate.", SetParams)
        {
            Writes = true,
            Patience = _stagePatience,
            BodySchema = """
                {"type":"object","required":["set"],"additionalProperties":false,"properties":{"set":{"type":"object","minProperties":1,"additionalProperties":{"type":"string"}},"by":{"type":"string"}}}
                """,
            BodyExample = """{"set":{"max_spread_bps":"8.0"}}""",
            Faults = [(409, "they have these values already, or the run is over"), (422, "a parameter or value does not fit, or the gate refused")],
        },
        new("POST", "/packs/rollback", "Goes back to the rules that were in force before.", RollBack)
        {
            Writes = true,
            Patience = _switchPatience,
            BodySchema = """{"type":"object","additionalProperties":false,"properties":{"by":{"type":"string"},"cause":{"type":"string"}}}""",
            BodyExample = """{"cause":"too many entries"}""",
            Faults = [(409, "there is nothing to go back to, or it cannot be done")],
        },
        new("GET", "/packs/{version}", "One pack with its report, and what its shadow found.", static call => new(One(call)))
        {
            Faults = [(404, "there is no such pack"), (409, "the beginning fits several versions")],
        },
        new("POST", "/packs/{version}/shadow", "Compares from now on what a pack would decide with what is decided.", static call => Change(call, static (desk, version, _) => desk.Shadow(version)))
        {
            Writes = true,
            Faults = [(404, "there is no such pack"), (409, "it does not follow the run")],
        },
        new("POST", "/packs/{version}/activate", "Puts a pack in force, between two ticks.", static call => Change(call, static (desk, version, by) => desk.Activate(version, by)))
        {
            Writes = true,
            Patience = _switchPatience,
            Parameters = [new("by", "string", "Who asks; for the record. Default: http.")],
            Faults = [(404, "there is no such pack"), (409, "it cannot be put in force")],
        },
    ];

    private static Answer List(HostCall call)
    {
        PackDesk desk = call.Services.Run.RequireDesk();
        return JsonAnswer.Of(json => PackJson.WriteList(json, call.Services.Program.Version, desk.Packs));
    }

    private static Answer One(HostCall call) => Shown(PackLookup.Find(call.Services.Run.RequireDesk().Packs, call.Part("version")));

    private static async ValueTask<Answer?> Stage(HostCall call)
    {
        PackDesk desk = call.Services.Run.RequireDesk();
        RequestBody body = await call.ReadBody("files", "by").ConfigureAwait(false);
        PackView pack = await desk.Stage(SourcesOf(body), Who(body.OptionalText("by"))).WaitAsync(call.Stop).ConfigureAwait(false);
        return pack.State == PackState.Refused ? throw PackFaults.Refused(pack, call.Services.Program.Version) : Shown(pack);
    }

    private static async ValueTask<Answer?> Diff(HostCall call)
    {
        PackDesk desk = call.Services.Run.RequireDesk();
        PackSources sources = SourcesOf(await call.ReadBody("files").ConfigureAwait(false));
        GateReport report = await HeavyWork.Run(call, () => desk.Compare(sources, call.Stop)).ConfigureAwait(false);
        return JsonAnswer.Of(json => PackJson.WriteReport(json, report));
    }

    private static async ValueTask<Answer?> SetParams(HostCall call)
    {
        PackDesk desk = call.Services.Run.RequireDesk();
        RequestBody body = await call.ReadBody("set", "by").ConfigureAwait(false);
        Dictionary<string, string> values = new(body.Named("set", MaxParams), StringComparer.Ordinal);
        return values.Count == 0
            ? throw RequestBody.Wrong("set", "a parameter with its value is needed, {\"max_spread_bps\":\"8.0\"}")
            : Shown(await desk.SetParams(values, Who(body.OptionalText("by"))).WaitAsync(call.Stop).ConfigureAwait(false));
    }

    private static async ValueTask<Answer?> RollBack(HostCall call)
    {
        PackDesk desk = call.Services.Run.RequireDesk();
        RequestBody body = await call.ReadBody("by", "cause").ConfigureAwait(false);
        string cause = body.OptionalText("cause") is { Length: > 0 } text ? HostCall.Short(text) : "asked for";
        return Shown(await desk.RollBack(Who(body.OptionalText("by")), cause).WaitAsync(call.Stop).ConfigureAwait(false));
    }

    private static async ValueTask<Answer?> Change(HostCall call, Func<PackDesk, string, string, Task<PackView>> change) =>
        Shown(await change(call.Services.Run.RequireDesk(), call.Part("version"), Who(call.Parameter("by"))).WaitAsync(call.Stop).ConfigureAwait(false));

    private static Answer Shown(PackView pack) => JsonAnswer.Of(json => PackJson.Write(json, pack, isWhole: true));

    private static PackSources SourcesOf(RequestBody body)
    {
        IReadOnlyList<KeyValuePair<string, string>> files = body.Named("files", MaxFiles);
        return files.Count == 0 ? throw RequestBody.Wrong("files", "it is missing; a pack has at least one file, {\"name.rules\":\"text\"}")
            : files.Any(static f => f.Key.Length > MaxName || f.Key.Any(char.IsControl)) ? throw RequestBody.Wrong("files", $"a file's name has at most {MaxName} characters, none of them control characters")
            : PackSources.Of(files.Select(static f => (f.Key, f.Value)));
    }

    /// <summary>As the journal records it.</summary>
    private static string Who(string? by) => string.IsNullOrWhiteSpace(by) ? "http"
        : by.Length > MaxWho || by.Any(char.IsControl) ? throw RequestBody.Wrong("by", $"a name of at most {MaxWho} characters is needed")
        : $"http: {by.Trim()}";
}

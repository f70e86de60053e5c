using System.Collections.Immutable;
using System.Text.Json;

namespace CryptoScalp.Rules.Models;

/// <summary>Reads <c>ensemble.json</c> and refuses what could not be run.</summary>
internal static class ManifestReader
{
    private const int Format = 1;
    private const int LongestWindow = 1024;
    private const int MostFeatures = 512;

    /// <exception cref="ModelException">CSR6209.</exception>
    public static EnsembleManifest Read(string path, byte[] bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            EnsembleManifest manifest = Read(document.RootElement, ModelFile.HashOf(bytes));
            return Problem(manifest) is { } problem ? throw new ModelException(ModelDiagnostics.BadManifest, null, path, problem) : manifest;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ModelException(ModelDiagnostics.BadManifest, e, path, e.Message);
        }
    }

    private static EnsembleManifest Read(JsonElement root, string hash)
    {
        if (root.GetProperty("format").GetInt32() != Format)
        {
            throw new FormatException($"its format is {root.GetProperty("format")}, and this release reads {Format}");
        }

        JsonElement calibration = root.GetProperty("calibration"), reference = root.GetProperty("reference"), act = root.GetProperty("act");
        return new EnsembleManifest
        {
            Name = Text(root, "name"),
            Sha256 = hash,
            Summary = Text(root, "summary"),
            Bar = Text(root, "bar"),
            Window = root.GetProperty("window").GetInt32(),
            HorizonBars = root.GetProperty("horizonBars").GetInt32(),
            CostBps = root.GetProperty("costBps").GetDouble(),
            Volatility = Text(root, "volatility"),
            Features = [.. root.GetProperty("features").EnumerateArray().Select(static f => f.GetString() ?? "")],
            Regime = Text(root, "regime"),
            Members = [.. root.GetProperty("members").EnumerateArray().Select(Member)],
            RegimeModel = Member(root.GetProperty("regimes")),
            Weights = [.. root.GetProperty("weights").EnumerateArray().Select(Numbers)],
            Calibration = new Calibration(calibration.GetProperty("scale").GetDouble(), Numbers(calibration.GetProperty("shift"))),
            Act = act.ValueKind == JsonValueKind.Null ? null : act.GetDouble(),
            TimeBoxMs = root.GetProperty("timeBoxMs").GetInt32(),
            Reference = new ReferenceDistribution(
                [.. reference.GetProperty("features").EnumerateArray().Select(Numbers)], Numbers(reference.GetProperty("score")), reference.GetProperty("brier").GetDouble()),
            Examples = OneFile(root.GetProperty("examples")),
            TrainedOn = Text(root.GetProperty("trained"), "data"),
        };
    }

    private static MemberManifest Member(JsonElement member)
    {
        string kind = Text(member, "kind");
        return new MemberManifest(
            Text(member, "name"),
            kind switch
            {
                "sequence" => MemberKind.Sequence,
                "attention" => MemberKind.Attention,
                "regimes" => MemberKind.Regimes,
                "row" => MemberKind.Row,
                _ => throw new FormatException($"'{kind}' is no kind of member"),
            },
            [.. member.GetProperty("files").EnumerateArray().Select(OneFile)]);
    }

    private static ModelFile OneFile(JsonElement file)
    {
        string name = Text(file, "file");
        return Path.GetFileName(name) == name ? new ModelFile(name, Text(file, "sha256")) : throw new FormatException($"'{name}' is no plain file name");
    }

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static ImmutableArray<double> Numbers(JsonElement list) => [.. list.EnumerateArray().Select(static n => n.GetDouble())];

    private static string? Problem(EnsembleManifest m) =>
        m.Name.Length < 2 || m.Name[0] != '/' ? $"its name must begin with a slash, not '{m.Name}'"
        : m.Window is < 1 or > LongestWindow ? $"a window is 1 to {LongestWindow} rows, not {m.Window}"
        : m.Features.Length is < 1 or > MostFeatures ? $"1 to {MostFeatures} features, not {m.Features.Length}"
        : m.HorizonBars is < 1 or > TripleBarrier.LongestHorizon ? $"a horizon is 1 to {TripleBarrier.LongestHorizon} bars, not {m.HorizonBars}"
        : m.TimeBoxMs is < 1 or > 60_000 ? $"a time box is 1 to 60000 ms, not {m.TimeBoxMs}"
        : m.Members.IsEmpty ? "it has no members"
        : m.RegimeModel.Kind != MemberKind.Row || m.Members.Any(static x => x.Kind == MemberKind.Row) ? "only the regime model takes a row with its regime"
        : m.Members.Append(m.RegimeModel).FirstOrDefault(static x => x.Files.Length != FilesOf(x.Kind)) is { } odd ? $"'{odd.Name}' needs {FilesOf(odd.Kind)} files, not {odd.Files.Length}"
        : m.Weights.Length != RegimeNames.All.Length || m.Weights.Any(w => w.Length != m.Members.Length || Math.Abs(w.Sum() - 1) > 1e-4) ? "its weights are not one row a regime that adds up to 1"
        : m.Calibration.Shift.Length != 3 ? "its calibration has no shift for each of three outcomes"
        : m.Reference.Features.Length != m.Features.Length || m.Reference.Features.Append(m.Reference.Score).Any(static e => e.Length != ReferenceDistribution.Edges) ? "its reference has no eleven edges for each feature and the score"
        : null;

    private static int FilesOf(MemberKind kind) => kind == MemberKind.Regimes ? RegimeNames.All.Length : 1;
}

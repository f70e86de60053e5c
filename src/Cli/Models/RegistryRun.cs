using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli;

/// <summary>Shows and changes which version of an ensemble runs.</summary>
internal static class RegistryRun
{
    public static int List(Terminal terminal, ModelRegistry registry, bool json)
    {
        foreach (RegistryEntry entry in registry.Entries)
        {
            foreach (RegistryVersion version in entry.Versions)
            {
                EnsembleManifest manifest = ModelEnsemble.ReadManifest(registry.PathOf(version), version.Sha256);
                bool runs = version.Sha256 == entry.Active;
                terminal.Out.WriteLine(json
                    ? System.Text.Json.JsonSerializer.Serialize(new { ensemble = entry.Name, version = version.Id, sha256 = version.Sha256, runs, bar = manifest.Bar, horizonBars = manifest.HorizonBars, members = manifest.Members.Select(static m => m.Name), trainedOn = manifest.TrainedOn, summary = manifest.Summary })
                    : $"{entry.Name,-10} {version.Id}  {(runs ? "runs  " : "staged")}  {manifest.Summary}");
            }
        }

        if (ModelRuntime.WhyMissing is { } why && !json)
        {
            terminal.Out.WriteLine($"They give no scores here: {why}.");
        }

        return ExitCode.Fine;
    }

    public static int Card(Terminal terminal, ModelRegistry registry, string name, string? id)
    {
        string path = Path.Combine(registry.PathOf(registry.Find(name, id)), "card.md");
        terminal.Out.Write(File.ReadAllText(path));
        return ExitCode.Fine;
    }

    /// <summary>Puts a trained folder beside the other versions, once it loads and gives what its training saw.</summary>
    public static int Stage(Terminal terminal, string models, string folder)
    {
        Primitives.DiagnosticBag diagnostics = new();
        EnsembleManifest manifest = ModelEnsemble.Load(folder, null, new ModelOptions(), diagnostics).Manifest;
        DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), json: false);
        RegistryVersion version = new(manifest.Sha256, $"{manifest.Name.TrimStart('/')}/{manifest.Version}");
        string target = Path.Combine(models, version.Folder);
        if (Path.GetFullPath(target) != Path.GetFullPath(folder))
        {
            Copy(folder, target);
        }

        Registry(models).With(manifest.Name, version).Save();
        terminal.Out.WriteLine($"{manifest.Name} {version.Id} is staged in {target}; 'scalp models promote {manifest.Name} {version.Id} --reason TEXT' lets it run");
        return ExitCode.Fine;
    }

    public static int Promote(Terminal terminal, ModelRegistry registry, string name, string id, string reason, string[] files)
    {
        RegistryVersion version = registry.Find(name, id);
        RegistryEntry entry = registry.Find(name);
        if (entry.Active == version.Sha256)
        {
            throw new WrongCallException($"{name} {version.Id} runs already");
        }

        string evidence = Evidence(terminal, registry, entry, version, files);
        registry.Promote(name, version, reason, evidence).Save();
        terminal.Out.WriteLine(evidence);
        terminal.Out.WriteLine($"{name} {version.Id} runs now{(entry.ActiveVersion is { } before ? $"; 'scalp models promote {name} {before.Id} --reason TEXT' takes it back" : "")}");
        return ExitCode.Fine;
    }

    private static string Evidence(Terminal terminal, ModelRegistry registry, RegistryEntry entry, RegistryVersion version, string[] files)
    {
        if (files.Length == 0)
        {
            ModelEnsemble.Load(registry.PathOf(version), version.Sha256, new ModelOptions(), new Primitives.DiagnosticBag()); // what cannot run is not promoted
            return "decided without a comparison: no files of bars were named";
        }

        string Judged(RegistryVersion v) => $"{v.Id}: {ModelEvalRun.Line(ModelEvalRun.Judge(terminal, registry.PathOf(v), v.Sha256, files, out _))}";
        string names = string.Join(", ", files.Select(Path.GetFileName));
        return $"on {names}: {Judged(version)}; {(entry.ActiveVersion is { } before ? $"before, {Judged(before)}" : "before, none")}";
    }

    private static ModelRegistry Registry(string models) =>
        File.Exists(Path.Combine(models, ModelRegistry.FileName)) ? ModelRegistry.Load(models) : new ModelRegistry(models, []);

    private static void Copy(string folder, string target)
    {
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }
    }
}

using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli;

/// <summary>Shows and changes which version of an ensemble runs.</summary>
internal static class RegistryRun
{
    public static int List(Terminal terminal, ModelRegistry registry, bool json)
    {
        int code = ExitCode.Fine;
        foreach (RegistryEntry entry in registry.Entries)
        {
            foreach (RegistryVersion version in entry.Versions)
            {
                try
                {
                    EnsembleManifest manifest = ModelEnsemble.ReadManifest(registry.PathOf(version), version.Sha256);
                    terminal.Out.WriteLine(Line(entry, version, manifest, json));
                }
                catch (ModelException e)
                {
                    code = ExitCode.WrongInput; // the others are listed all the same
                    terminal.Error.Write(Primitives.DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
                }
            }
        }

        if (ModelRuntime.WhyMissing is { } why && !json)
        {
            terminal.Out.WriteLine($"They give no scores here: {why}.");
        }

        return code;
    }

    private static string Line(RegistryEntry entry, RegistryVersion version, EnsembleManifest manifest, bool json)
    {
        bool runs = version.Sha256 == entry.Active;
        return json
            ? System.Text.Json.JsonSerializer.Serialize(new { ensemble = entry.Name, version = version.Id, sha256 = version.Sha256, runs, bar = manifest.Bar, horizonBars = manifest.HorizonBars, members = manifest.Members.Select(static m => m.Name), trainedOn = manifest.TrainedOn, summary = manifest.Summary })
            : $"{entry.Name,-10} {version.Id}  {(runs ? "runs  " : "staged")}  {manifest.Summary}";
    }

    public static int Card(Terminal terminal, ModelRegistry registry, string name, string? id)
    {
        string path = Path.Combine(registry.PathOf(registry.Find(name, id)), "card.md");
        terminal.Out.Write(File.ReadAllText(path));
        return ExitCode.Fine;
    }

    /// <summary>Puts a trained folder beside the other versions, once it loads and gives what its training saw.</summary>
    /// <param name="terminal">Receives warnings.</param>
    /// <param name="models">The folder of the registry.</param>
    /// <param name="folder">What was trained.</param>
    /// <param name="evidence">How it was judged; null when it was not.</param>
    public static RegistryVersion Stage(Terminal terminal, string models, string folder, string? evidence)
    {
        EnsembleManifest manifest = Check(terminal, folder, null);
        RegistryVersion version = new(manifest.Sha256, $"{manifest.Name.TrimStart('/')}/{manifest.Version}", evidence);
        string target = Path.Combine(models, version.Folder);
        if (Path.GetFullPath(target) != Path.GetFullPath(folder))
        {
            Copy(folder, target);
        }

        ModelRegistry.LoadOrEmpty(models).With(manifest.Name, version).Save();
        return version;
    }

    public static int Stage(Terminal terminal, string models, string folder)
    {
        string name = ModelEnsemble.ReadManifest(folder, null).Name;
        RegistryVersion version = Stage(terminal, models, folder, null);
        terminal.Out.WriteLine($"{name} {version.Id} is staged in {Path.Combine(models, version.Folder)}; 'scalp models promote {name} {version.Id} --reason TEXT' lets it run");
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
        registry.Promote(name, version, Reason(reason), evidence, TimeProvider.System.GetUtcNow()).Save();
        terminal.Out.WriteLine(evidence);
        terminal.Out.WriteLine($"{name} {version.Id} runs now{(entry.ActiveVersion is null ? "" : $"; 'scalp models rollback {name} --reason TEXT' takes it back")}");
        return ExitCode.Fine;
    }

    /// <summary>Lets the version run again that ran before the last promotion.</summary>
    public static int Rollback(Terminal terminal, ModelRegistry registry, string name, string reason)
    {
        RegistryEntry entry = registry.Find(name);
        ModelRegistry after = registry.TakeBack(name, Reason(reason), TimeProvider.System.GetUtcNow());
        RegistryVersion version = after.Find(name, null);
        Check(terminal, registry.PathOf(version), version.Sha256);
        after.Save();
        terminal.Out.WriteLine($"{name} {version.Id} runs again, in place of {entry.ActiveVersion!.Id}; runs at market time take it within two seconds");
        return ExitCode.Fine;
    }

    /// <summary>Every decision about what runs, oldest first.</summary>
    public static int History(Terminal terminal, ModelRegistry registry, string name, bool json)
    {
        foreach (Promotion p in registry.Find(name).Promotions)
        {
            terminal.Out.WriteLine(json
                ? System.Text.Json.JsonSerializer.Serialize(new { ensemble = name, at = p.At, from = p.From, to = p.To, takesBack = p.TakesBack, reason = p.Reason, evidence = p.Evidence }, Json.Readable)
                : $"{p.At ?? "(time not known)"}  {p.From ?? "nothing"} -> {p.To}{(p.TakesBack ? ", taken back" : "")}: {p.Reason}\n    {p.Evidence}");
        }

        return ExitCode.Fine;
    }

    /// <summary>What is wrong is told with a code; nothing that cannot run is staged or promoted.</summary>
    private static EnsembleManifest Check(Terminal terminal, string folder, string? sha256)
    {
        Primitives.DiagnosticBag diagnostics = new();
        EnsembleManifest manifest = ModelEnsemble.Load(folder, sha256, new ModelOptions(), diagnostics).Manifest;
        Pipeline.ModelCalls.Check(manifest);
        DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), json: false);
        return manifest;
    }

    private static string Evidence(Terminal terminal, ModelRegistry registry, RegistryEntry entry, RegistryVersion version, string[] files)
    {
        if (files.Length > 0)
        {
            return VersionContest.Hold(terminal, registry.PathOf(version), version.Sha256, registry, entry.ActiveVersion, JudgedBars.Of(files)).Evidence;
        }

        Check(terminal, registry.PathOf(version), version.Sha256);
        return version.Evidence is { } known ? $"when it was staged, {known}" : "decided without a comparison: no files of bars were named";
    }

    private static string Reason(string reason) => reason.Trim().Length > 0 ? reason.Trim() : throw new WrongCallException("--reason says why, for whoever reads the registry later; it must not be empty");

    /// <summary>All files of a folder into another, which is made.</summary>
    public static void Copy(string folder, string target)
    {
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }
    }
}

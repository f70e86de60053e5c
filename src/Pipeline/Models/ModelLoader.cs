using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Opens the ensembles that a program reads. What cannot be opened is told and gives no scores; the run goes on, and rules see the absence.</summary>
public static class ModelLoader
{
    /// <param name="program">What reads.</param>
    /// <param name="folder">Where <c>registry.json</c> lies.</param>
    /// <param name="options">Device and threads.</param>
    /// <param name="waits">See <see cref="RunModels"/>.</param>
    /// <param name="diagnostics">Receives warnings.</param>
    public static RunModels Open(BoundProgram program, string folder, ModelOptions options, bool waits, DiagnosticBag diagnostics)
    {
        WantedModels wanted = new(program);
        List<ScoringDesk> desks = [];
        List<string> problems = [];
        try
        {
            if (wanted.First is not null)
            {
                ModelRegistry registry = ModelRegistry.Load(folder);
                desks.AddRange(registry.Entries.Where(e => wanted.Wants(e.Name)).Select(e => TryOpen(registry, e, options, waits, diagnostics, problems)).OfType<ScoringDesk>());
                if (desks.Count == 0)
                {
                    NoScores(wanted, $"no ensemble of {registry.Folder} that they name can be run", diagnostics, problems);
                }
            }
        }
        catch (ModelException e)
        {
            NoScores(wanted, e.Message, diagnostics, problems);
        }

        return new RunModels([.. desks], waits) { Problems = [.. problems] };
    }

    /// <summary>The version that runs of an ensemble, checked and ready.</summary>
    /// <exception cref="ModelException">It cannot be run.</exception>
    public static ModelEnsemble Load(ModelRegistry registry, string name, ModelOptions options, DiagnosticBag diagnostics)
    {
        RegistryVersion version = registry.Find(name, null);
        ModelEnsemble ensemble = ModelEnsemble.Load(registry.PathOf(version), version.Sha256, options, diagnostics);
        ModelCalls.Check(ensemble.Manifest);
        return ensemble;
    }

    private static ScoringDesk? TryOpen(ModelRegistry registry, RegistryEntry entry, ModelOptions options, bool waits, DiagnosticBag diagnostics, List<string> problems)
    {
        try
        {
            return new ScoringDesk(Load(registry, entry.Name, options, diagnostics), TimeProvider.System, diagnostics) { JoinsRounds = !waits };
        }
        catch (ModelException e)
        {
            problems.Add($"{e.Code} {e.Message}");
            diagnostics.Add(e.Diagnostic with { Severity = DiagnosticSeverity.Warning, Help = $"the run goes on without scores of {entry.Name}: no rule that needs one will fire" });
            return null;
        }
    }

    private static void NoScores(WantedModels wanted, string why, DiagnosticBag diagnostics, List<string> problems)
    {
        Diagnostic told = Diagnostic.Create(ModelDiagnostics.NoScores, null, wanted.First!, why);
        problems.Add($"{told.Code} {told.Message}");
        diagnostics.Add(told);
    }
}

using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>While a paced run is under way: what <c>scalp models promote</c> writes into the registry takes effect in it, without a missed tick.</summary>
internal sealed class RegistryWatch : IDisposable
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(2);

    private readonly string _folder;
    private readonly RunModels _models;
    private readonly ModelOptions _options;
    private readonly Terminal _terminal;
    private readonly Lock _turn = new();
    private readonly Timer _timer;
    private DateTime _seen;

    private RegistryWatch(string folder, RunModels models, ModelOptions options, Terminal terminal)
    {
        (_folder, _models, _options, _terminal) = (folder, models, options, terminal);
        _seen = File.GetLastWriteTimeUtc(FileOf(folder));
        _timer = new Timer(_ => Look(), null, _every, _every);
    }

    /// <summary>Null when nothing is scored.</summary>
    public static RegistryWatch? Over(string folder, RunModels models, ModelOptions options, Terminal terminal) =>
        models.Desks.IsEmpty ? null : new RegistryWatch(folder, models, options, terminal);

    public void Dispose()
    {
        using ManualResetEvent ended = new(initialState: false);
        if (_timer.Dispose(ended))
        {
            ended.WaitOne(_every);
        }
    }

    /// <summary>Takes over what the registry names now, where that is another version. Any thread; a look that finds another one under way does nothing.</summary>
    internal void Look()
    {
        if (!_turn.TryEnter())
        {
            return; // the look before is still loading
        }

        try
        {
            DateTime written = File.GetLastWriteTimeUtc(FileOf(_folder));
            if (written != _seen)
            {
                _seen = written;
                ModelRegistry registry = ModelRegistry.Load(_folder);
                foreach (ScoringDesk desk in _models.Desks.Where(d => registry.Find(d.Manifest.Name).ActiveVersion?.Id != d.Version))
                {
                    Exchange(registry, desk);
                }
            }
        }
        catch (ModelException e)
        {
            Tell(e);
        }
        finally
        {
            _turn.Exit();
        }
    }

    private void Exchange(ModelRegistry registry, ScoringDesk desk)
    {
        try
        {
            DiagnosticBag diagnostics = new();
            ModelEnsemble newer = ModelLoader.Load(registry, desk.Manifest.Name, _options, diagnostics);
            desk.Exchange(newer, diagnostics);
            _terminal.Error.WriteLine($"scalp: {desk.Manifest.Name} is scored by version {newer.Manifest.Version} from its next score on");
        }
        catch (ModelException e)
        {
            Tell(e);
        }
    }

    private void Tell(ModelException e)
    {
        _terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, _terminal.ColourErrors));
        _terminal.Error.WriteLine("scalp: the versions that run stay");
    }

    private static string FileOf(string folder) => Path.Combine(folder, ModelRegistry.FileName);
}

using System.Security.Cryptography;
using System.Text;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Packs;

/// <summary>How a folder of rules is watched.</summary>
public sealed record WatchOptions
{
    /// <summary>How often is looked. Default 100 ms.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long nothing may have changed before a save counts as whole. Default 300 ms.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long, where a file is empty, is no longer there, or may have lost its end. Default 2 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>Stages what is saved in a folder, through the same gate as everyone: whole saves only, one at a time. A bad save changes nothing and is told.</summary>
/// <remarks>
/// It looks instead of being notified: notifications are lost over networks and by renames, and say nothing about whether a save is whole. A thread of its own. What is saved
/// while a pack is being staged is seen afterwards, the last state alone. Texts that were staged already, and rules that mean what is in force, are not staged again.
/// </remarks>
public sealed class PackWatcher : IDisposable
{
    private readonly PackDesk _desk;
    private readonly string[] _paths;
    private readonly string _by;
    private readonly WatchOptions _options;
    private readonly Action<PackView> _staged;
    private readonly Action<Diagnostic> _noticed;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly WholeSaves _saves;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly LostEnds _ends = new();
    private string _handled = "";

    /// <param name="desk">Where packs are staged.</param>
    /// <param name="paths">Files and folders that are one pack together.</param>
    /// <param name="options">How they are watched.</param>
    /// <param name="staged">Told of each save that went through the gate, refused or not; on the watcher's thread.</param>
    /// <param name="noticed">Told when nothing can be read, or the desk takes nothing; on the watcher's thread.</param>
    /// <param name="clock">Measures how long nothing changed; the system's by default.</param>
    public PackWatcher(PackDesk desk, IEnumerable<string> paths, WatchOptions options, Action<PackView> staged, Action<Diagnostic> noticed, TimeProvider? clock = null)
    {
        (_desk, _paths, _options, _staged, _noticed, _clock) = (desk, [.. paths], options, staged, noticed, clock ?? TimeProvider.System);
        _by = $"watch: {string.Join(", ", _paths)}";
        _started = _clock.GetTimestamp();
        _saves = new WholeSaves(options.Quiet, options.Patience);
        _thread = new Thread(Work) { IsBackground = true, Name = "pack watch" };
        _thread.Start();
    }

    /// <summary>Watches no longer; a pack that is being staged is not waited for.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private TimeSpan Now => _clock.GetElapsedTime(_started);

    private void Work()
    {
        bool goesOn = true;
        while (goesOn && !_stop.Token.WaitHandle.WaitOne(_options.Every))
        {
            FolderState state = FolderState.Of(_paths);
            goesOn = !_saves.IsWhole(state, Now) || TryTake(state);
        }
    }

    /// <summary>False when there is nothing more to watch for: the run is over.</summary>
    private bool TryTake(FolderState state)
    {
        if (state.Problem is { } problem)
        {
            _noticed(Diagnostic.Create(PackDiagnostics.CannotWatch, null, string.Join(", ", _paths), problem, PackKeeper.Short(_desk.ActiveProgram.Version)));
            return true;
        }

        if (TryRead() is not { } sources || !FolderState.Of(_paths).IsSame(state))
        {
            _saves.Again(Now); // it was written while it was read
            return true;
        }

        string texts = HashOf(sources);
        if (texts == _handled || MeansWhatIsInForce(sources))
        {
            return Handled(sources, texts);
        }

        if (_ends.MayHave(sources) && !_saves.HasStoodLong(Now))
        {
            _saves.NotYet();
            return true;
        }

        return TryStage(sources, texts);
    }

    /// <summary>Null when a folder went while it was listed.</summary>
    private PackSources? TryRead()
    {
        try
        {
            return PackSources.Read(_paths);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // looked at again: what is in the way shows in its state, and is told from there
        }
    }

    private bool TryStage(PackSources sources, string texts)
    {
        try
        {
            _staged(_desk.Stage(sources, _by).WaitAsync(_stop.Token).GetAwaiter().GetResult());
            return Handled(sources, texts);
        }
        catch (OperationCanceledException)
        {
            return false; // nobody watches any longer; the gate's work is carried on without us
        }
        catch (PackException refused)
        {
            _noticed(refused.Diagnostic);
            _saves.Again(Now); // too much waits: the save is staged a little later
            return refused.Diagnostic.Code != PackDiagnostics.RunIsOver.Code;
        }
    }

    private bool Handled(PackSources sources, string texts)
    {
        _ends.Take(sources);
        _handled = texts;
        return true;
    }

    private bool MeansWhatIsInForce(PackSources sources) => sources.Bind().Program is BoundProgram program && program.Version == _desk.ActiveProgram.Version;

    private static string HashOf(PackSources sources)
    {
        StringBuilder text = new();
        foreach (SyntaxTree tree in sources.Trees)
        {
            text.Append(tree.Source.Name).Append('\0').Append(tree.Source.Text).Append('\0');
        }

        foreach (Diagnostic fault in sources.Faults)
        {
            text.Append(fault.Message).Append('\0');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

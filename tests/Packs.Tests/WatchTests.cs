using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Rules are saved in a folder in the ways in which editors save, while a market goes on.</summary>
public sealed class WatchTests : IDisposable
{
    private const string Bad = "Use decisions!\nbroken(X :- q(X).";

    private static readonly WatchOptions _options = new() { Every = TimeSpan.FromMilliseconds(1), Quiet = TimeSpan.FromMilliseconds(60), Patience = TimeSpan.FromMilliseconds(300) };

    private readonly LookedAtClock _clock = new();
    private readonly TempFolder _folder = new();
    private readonly List<PackView> _staged = [];
    private readonly List<Diagnostic> _notices = [];
    private readonly MarketRun _run;
    private readonly Task _running;
    private readonly CancellationTokenSource _stop = new();
    private readonly PackDesk _desk;
    private PackWatcher? _watcher;

    public WatchTests()
    {
        Save("a.rules", Above("100.0"));
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), KeepsTape = true };
        _run = new MarketRun(TestRules.Bind(Above("100.0")), [new ListFeed(WalkingMarket.Events(200_000))], options, new Watcher());
        _desk = new PackDesk(_run.Pipeline, SwitchedRun.Policy, Note);
        _running = Task.Factory.StartNew(() => _run.Run(_ => Thread.Sleep(1), _stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private string Folder => _folder["rules"];

    public void Dispose()
    {
        _watcher?.Dispose();
        _desk.Dispose();
        _stop.Cancel();
        _running.GetAwaiter().GetResult();
        _run.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_is_in_force_already_is_not_staged_and_what_is_saved_is()
    {
        Watch();
        Pause(4);
        Assert.Empty(Staged);

        Save("a.rules", "// a comment\n" + Above("100.0"));
        Pause(4);
        Assert.Empty(Staged);

        Save("a.rules", Above("100.5"));
        Assert.Equal(PackState.Ready, Next(1).State);
        Assert.Equal($"watch: {Folder}", Staged[0].By);
    }

    [Theory]
    [InlineData("into it")]
    [InlineData("emptied first")]
    [InlineData("in pieces")]
    [InlineData("renamed into place")]
    [InlineData("deleted first")]
    [InlineData("moved away first")]
    public void However_an_editor_saves_the_whole_save_is_staged_and_nothing_else(string way)
    {
        Watch();
        Pause(2);

        SaveAsEditorsDo("a.rules", Above("100.5"), way);

        Assert.Equal(TestRules.Bind(Above("100.5")).Version, Next(1).Version);
        Pause(4);
        Assert.Single(Staged);
    }

    [Fact]
    public void A_half_that_parses_and_stands_for_a_while_is_not_staged()
    {
        const string Half = "Use decisions!\nalso(X) :- quote(_, X, _, _, _, _).\n";
        string whole = Half + Above("100.5").Replace("Use decisions!", "", StringComparison.Ordinal);
        Watch();
        Pause(4);

        Save("a.rules", Half);
        Pause(3);
        Save("a.rules", whole);

        Assert.Equal(TestRules.Bind(whole).Version, Next(1).Version);
        Pause(4);
        Assert.Single(Staged);
    }

    [Fact]
    public void A_bad_save_is_told_with_its_place_changes_nothing_and_is_mended_by_the_next()
    {
        Watch();
        Save("a.rules", Bad);

        PackView refused = Next(1);
        Assert.Equal(PackState.Refused, refused.State);
        Assert.Equal("a.rules", Path.GetFileName(Assert.IsType<SourceSpan>(refused.Report!.Failure!.Diagnostics[0].Span).Source.Path));
        Assert.Contains("CSR7201", Notices);
        Assert.Equal(TestRules.Bind(Above("100.0")).Version, _run.Pipeline.ActiveVersion);

        Save("a.rules", Above("100.5"));
        Assert.Equal(PackState.Ready, Next(2).State);
    }

    [Fact]
    public void Several_files_of_one_change_are_one_pack_and_files_of_editors_are_none()
    {
        Watch();
        Save("a.rules", Above("100.5"));
        Pause(0.3);
        Save("b.rules", "also(X) :- quote(_, X, _, _, _, _).");
        Save(".#a.rules", Bad);
        Save("a.rules~", Bad);
        Save("4913", Bad);

        Assert.Contains("also", Next(1).Report!.Rules!.PredicatesAdded);
        Assert.Single(Staged);
    }

    [Fact]
    public void A_folder_that_goes_and_comes_back_is_told_of_once_and_stages_nothing()
    {
        Watch();
        Pause(2);
        Directory.Move(Folder, _folder["away"]);
        Until(() => Notices.Contains("CSR7216"));
        Pause(4);
        Assert.Single(Notices, "CSR7216");
        Directory.Move(_folder["away"], Folder);
        Pause(3);
        Assert.Empty(Staged);

        Save("a.rules", Above("100.5"));
        Assert.Equal(PackState.Ready, Next(1).State);
    }

    [Fact]
    public void A_file_that_is_deleted_for_good_takes_its_rules_out_of_the_next_pack()
    {
        Save("b.rules", "also(X) :- quote(_, X, _, _, _, _).");
        Watch();
        Assert.Contains("also", Next(1).Report!.Rules!.PredicatesAdded);

        Save("c.rules", "other(X) :- quote(_, X, _, _, _, _).");
        File.Delete(Path.Combine(Folder, "b.rules"));

        Assert.Equal(["other"], Next(2).Report!.Rules!.PredicatesAdded.AsEnumerable());
    }

    [Fact]
    public void Of_saves_that_come_faster_than_they_are_staged_the_last_is_staged_in_the_end()
    {
        Watch();
        for (int i = 1; i <= 40; i++)
        {
            Save("a.rules", Above($"100.{i:00}"));
            Pause(i % 5 == 0 ? 1.2 : 0.1);
        }

        string last = TestRules.Bind(Above("100.40")).Version;
        Until(() => Staged.Any(p => p.Version == last));
        Assert.All(Staged, static p => Assert.NotEqual(PackState.Refused, p.State));
    }

    [Fact]
    public async Task Once_the_run_is_over_saves_are_told_that_it_is()
    {
        Watch();
        await _stop.CancelAsync();
        await _running;

        Save("a.rules", Above("100.5"));

        Until(() => Notices.Contains("CSR7209"));
        Assert.Empty(Staged);
    }

    private IReadOnlyList<PackView> Staged
    {
        get
        {
            lock (_staged)
            {
                return [.. _staged];
            }
        }
    }

    private IReadOnlyList<string> Notices
    {
        get
        {
            lock (_notices)
            {
                return [.. _notices.Select(static n => n.Code)];
            }
        }
    }

    private static string Above(string price) => TestRules.BuyAboveHundred.Replace("Bid > 100.0", $"Bid > {price}", StringComparison.Ordinal);

    private void Watch() => _watcher = new PackWatcher(_desk, [Folder], _options, Take, Note, _clock);

    private void Take(PackView pack)
    {
        lock (_staged)
        {
            _staged.Add(pack);
        }
    }

    private void Note(Diagnostic notice)
    {
        lock (_notices)
        {
            _notices.Add(notice);
        }
    }

    private void Save(string name, string text)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, name), text);
    }

    private void SaveAsEditorsDo(string name, string text, string way)
    {
        string file = Path.Combine(Folder, name), beside = Path.Combine(Folder, name + ".tmp");
        switch (way)
        {
            case "emptied first":
                File.WriteAllText(file, "");
                Pause(2);
                break;
            case "in pieces":
                for (int i = 0; i < text.Length; i += 40)
                {
                    File.WriteAllText(file, text[..i]);
                    Pause(0.2);
                }

                break;
            case "renamed into place":
                File.WriteAllText(beside, text);
                Pause(1.5);
                File.Move(beside, file, overwrite: true);
                return;
            case "deleted first":
                File.Delete(file);
                Pause(2);
                break;
            case "moved away first":
                File.Move(file, file + "~");
                Pause(2);
                break;
            default:
                break;
        }

        File.WriteAllText(file, text);
    }

    /// <summary>In times of the quiet that a save needs.</summary>
    private void Pause(double times) => _clock.Pass(_options.Quiet * times);

    private PackView Next(int count)
    {
        Until(() => Staged.Count >= count);
        return Staged[count - 1];
    }

    private void Until(Func<bool> holds)
    {
        for (int i = 0; i < 12_000 && !holds(); i++)
        {
            _clock.Move();
            Thread.Sleep(10);
        }

        Assert.True(holds(), $"staged: {string.Join(", ", Staged.Select(static p => $"{p.State} {p.Cause}"))}; told: {string.Join(", ", Notices)}");
    }
}

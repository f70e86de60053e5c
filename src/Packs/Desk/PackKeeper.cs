using System.Collections.Immutable;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs;

/// <summary>The life of packs beside one run: staged, ready, shadowing, in force, before. Call it on one thread, which is not the tick thread; <see cref="PackDesk"/> does.</summary>
/// <remarks>
/// Nothing here waits: what needs the tick thread is asked for, and <see cref="Pump"/> carries it on. Whatever fails, the rules in force go on.
/// </remarks>
public sealed partial class PackKeeper
{
    /// <summary>Packs whose reports are kept; of those that are of no more use the oldest go first.</summary>
    private const int MaxEntries = 64;

    /// <summary>Switches and values of parameters that may wait at once.</summary>
    private const int MaxPending = 16;

    private readonly TickPipeline _pipeline;
    private readonly SwitchYard _yard;
    private readonly PackPolicy _policy;
    private readonly TimeProvider _clock;
    private readonly List<PackEntry> _entries = [];
    private readonly List<PendingSwitch> _pending = [];
    private readonly List<Action> _retries = [];
    private readonly Stack<PackEntry> _before = new();
    private PackEntry _active;
    private int _numbers;

    /// <param name="pipeline">A run that keeps a tape.</param>
    /// <param name="policy">What packs have to pass.</param>
    /// <param name="clock">Measures time-outs; no result depends on it.</param>
    /// <param name="capacity">Transactions of the run that are kept.</param>
    public PackKeeper(TickPipeline pipeline, PackPolicy policy, TimeProvider clock, int capacity = SwitchYard.DefaultCapacity)
    {
        (_pipeline, _policy, _clock) = (pipeline, policy, clock);
        _yard = new SwitchYard(pipeline, capacity, policy.ReplayTransactions);
        _active = Add(new PackEntry(_numbers++, "the run", pipeline.ActiveProgram, () => _yard.At) { State = PackState.Active, WarmsUntil = pipeline.WarmsUntil });
    }

    /// <summary>Told of what happens by itself: packs that fail, roll-backs. Called on the keeper's thread.</summary>
    public Action<Diagnostic>? Noticed { get; init; }

    /// <summary>The rules in force, as this keeper knows them.</summary>
    public BoundProgram ActiveProgram => _active.Program!;

    /// <summary>Every pack, in the order of staging.</summary>
    public ImmutableArray<PackView> Packs => [.. _entries.Select(static e => e.ToView())];

    /// <summary>Transactions of the run that were not followed yet; approximate.</summary>
    public long Behind => _yard.Behind;

    /// <summary>Packs that began with the state of others which followed, and not from the rows that stand.</summary>
    internal int Continued { get; private set; }

    /// <summary>True while something that was asked for waits for the tick thread.</summary>
    public bool IsWaiting => _pending.Count > 0 || _retries.Count > 0;

    /// <summary>Takes a pack that the gate checked: starts it beside the run, replays the recent past, lets it follow. In force it comes when the policy says so, or somebody does.</summary>
    /// <param name="check">What the gate found.</param>
    /// <param name="by">Who or what staged it.</param>
    /// <returns>Ready, or refused with the report.</returns>
    public PackView Stage(GateCheck check, string by)
    {
        if (check.Passed && Find(check.Program!.Version) is { } known && (known.IsWarm || known == _active))
        {
            return known.ToView(); // it means the same: a comment changes nothing
        }

        PackEntry entry = Add(new PackEntry(_numbers++, by, check.Program, () => _yard.At) { State = PackState.Staging });
        if (!check.Passed)
        {
            Refuse(entry, check.Steps, null, DecisionComparison.Nothing);
            return entry.ToView();
        }

        MakeRoom();
        Bootstrap(entry, check);
        if (entry.State == PackState.Ready && _policy.ApprovesByItself)
        {
            BeginApproval(entry);
        }

        return entry.ToView();
    }

    /// <summary>From now on compares what a pack would decide with what is decided.</summary>
    /// <exception cref="PackException">There is no such pack, or it does not follow the run.</exception>
    public PackView Shadow(string version)
    {
        PackEntry entry = Require(version);
        if (!entry.IsWarm)
        {
            throw NotReady(entry, "ready", "shadowed");
        }

        BeginShadow(entry);
        return entry.ToView();
    }

    /// <summary>Puts a pack in force as soon as it has caught up.</summary>
    /// <param name="version">The beginning of its version.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="done">Told once: null when it is in force, otherwise why not.</param>
    /// <exception cref="PackException">It cannot be: nothing was begun, and <paramref name="done"/> is not told.</exception>
    public void Activate(string version, string by, Action<PackException?> done)
    {
        PackEntry entry = Require(version);
        if (entry == _active)
        {
            throw new PackException(PackDiagnostics.AlreadyActive, Short(entry.Version));
        }

        if (!entry.IsWarm)
        {
            throw NotReady(entry, "ready", "activated");
        }

        if (IsComparedWithOther(entry) is { } fault)
        {
            throw fault;
        }

        Begin(entry, new PackChange(PackChangeKind.Activate, by, "activated", entry.Report?.Hash ?? ""), done);
    }

    /// <summary>Goes back to what was in force before.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="cause">Why, for the record.</param>
    /// <param name="done">Told once: null when it is done, otherwise why not.</param>
    /// <exception cref="PackException">There is nothing to go back to.</exception>
    public void RollBack(string by, string cause, Action<PackException?> done)
    {
        if (!_before.TryPeek(out PackEntry? before))
        {
            throw new PackException(PackDiagnostics.NothingBefore, Short(_active.Version));
        }

        PackChange change = new(PackChangeKind.RollBack, by, cause);
        if (before.Program!.Rules == _active.Program!.Rules)
        {
            SetParams(before, change with { Kind = PackChangeKind.Params }, done);
        }
        else if (before.IsWarm)
        {
            Begin(before, change, done);
        }
        else
        {
            throw NotReady(before, "warm", "rolled back to");
        }
    }

    /// <summary>Sets parameters of the rules in force; they were checked by <see cref="PackGate.CheckParams"/>.</summary>
    /// <param name="check">The rules in force with these values.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="done">Told once: null when they are set, otherwise why not.</param>
    /// <exception cref="PackException">The gate refused them, or other rules are in force by now.</exception>
    public void SetParams(GateCheck check, string by, Action<PackException?> done)
    {
        if (!check.Passed)
        {
            GateStep failure = check.Steps[^1];
            throw new PackException(PackDiagnostics.ParamsRefused, $"step '{failure.Name}': {failure.Summary}");
        }

        if (check.Program!.Rules != _active.Program!.Rules)
        {
            throw new PackException(PackDiagnostics.ParamsRefused, "other rules came into force meanwhile");
        }

        if (check.Program.Version == _active.Version)
        {
            throw new PackException(PackDiagnostics.AlreadyActive, Short(check.Program.Version));
        }

        GateReport report = new(check.Program.Version, _active.Version, check.Steps, RuleDifferences.Between(_active.Program, check.Program), DecisionComparison.Nothing);
        PackEntry entry = Add(new PackEntry(_numbers++, by, check.Program, () => _yard.At) { State = PackState.Staging, Report = report });
        SetParams(entry, new PackChange(PackChangeKind.Params, by, "parameters set", report.Hash), done);
    }

    /// <summary>The first 12 digits of a version, for people.</summary>
    public static string Short(string version) => version.Length > 12 ? version[..12] : version;

    private PackEntry Require(string version)
    {
        PackEntry[] found = [.. _entries.Where(e => e.Version.StartsWith(version, StringComparison.Ordinal) && version.Length > 0 && e.Version.Length > 0)];
        string[] versions = [.. found.Select(static e => e.Version).Distinct(StringComparer.Ordinal)];
        return versions.Length switch
        {
            0 => throw new PackException(PackDiagnostics.NoSuchVersion, version, string.Join(", ", _entries.Select(static e => Short(e.Version)).Where(static v => v.Length > 0).Distinct(StringComparer.Ordinal))),
            1 => Find(versions[0])!,
            _ => throw new PackException(PackDiagnostics.AmbiguousVersion, version, string.Join(", ", versions.Select(Short))),
        };
    }

    /// <summary>The last one staged of a version, the one that is of use first.</summary>
    private PackEntry? Find(string version) =>
        _entries.FindLast(e => e.Version == version && (e.IsWarm || e.State == PackState.Active)) ?? _entries.FindLast(e => e.Version == version);

    private PackEntry Add(PackEntry entry)
    {
        _entries.Add(entry);
        if (_entries.Count > MaxEntries)
        {
            _entries.Remove(_entries.Find(static e => e.State is PackState.Refused or PackState.Failed or PackState.Dropped) ?? _entries[0]);
        }

        return entry;
    }

    /// <summary>The differences that somebody looked at are not those to the rules in force; null when they are, and for rules that were in force before.</summary>
    private PackException? IsComparedWithOther(PackEntry entry) =>
        entry.State != PackState.Previous && entry.Report!.Against != _active.Version
            ? new PackException(PackDiagnostics.ComparedWithOther, Short(entry.Version), Short(entry.Report.Against), Short(_active.Version)) : null;

    private static PackException NotReady(PackEntry entry, string needed, string asked) =>
        new(PackDiagnostics.NotReady, Short(entry.Version), entry.State.ToString().ToLowerInvariant(), needed, asked);
}

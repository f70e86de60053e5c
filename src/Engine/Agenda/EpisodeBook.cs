using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Remembers, per key, which action is winning and when the key last emitted: emission on the edge, and cooldown.</summary>
/// <remarks>
/// An episode of (key, action) is open while that action wins in consecutive transactions, and emits at most once.
/// Life of a key: unknown → open (waiting for its cooldown, or emitted) → closed (cooling down) → forgotten.
/// Its size is bounded by the keys that have a winner now plus those that emitted within the last cooldown.
/// </remarks>
internal sealed class EpisodeBook(BoundDecide decide)
{
    private readonly Dictionary<KeyRow, Episode> _episodes = [];
    private readonly List<KeyRow> _forgotten = [];

    /// <summary>As it was asked for last; given again while it is still so.</summary>
    private ImmutableArray<RememberedEpisode> _memory = [];
    private long _remembered;

    /// <summary>The earliest time at which an episode that waits for its cooldown may emit; null when none waits.</summary>
    public EventTime? NextDue { get; private set; }

    /// <summary>Grows with every change of what <see cref="ToMemory"/> gives.</summary>
    public long Version { get; private set; }

    /// <summary>Begins a transaction: <see cref="Enter"/> then names every key's winner, and <see cref="End"/> closes the rest.</summary>
    public void Begin()
    {
        NextDue = null;
        foreach (Episode episode in _episodes.Values)
        {
            episode.WonNow = false;
        }
    }

    /// <summary>Notes that a candidate won its key; the answer says whether to emit, to hold or to wait.</summary>
    public Episode Enter(KeyRow key, Candidate winner)
    {
        if (!_episodes.TryGetValue(key, out Episode? episode))
        {
            episode = new Episode();
            _episodes.Add(key, episode);
            Version++;
        }

        if (episode.Action != winner.Action)
        {
            episode.Action = winner.Action;
            episode.Emitted = null;
            Version++;
        }

        Version += episode.IsOfEarlierRun ? 1 : 0;
        episode.IsOfEarlierRun = false;
        episode.WonNow = true;
        return episode;
    }

    /// <summary>Notes that the open episode of a key emitted.</summary>
    public void Emit(Episode episode, Decision decision)
    {
        (episode.Emitted, episode.LastEmission) = (decision, decision.At);
        Version++;
    }

    /// <summary>True when the key's last emission holds this candidate back at <paramref name="now"/>; the wait is remembered as due.</summary>
    public bool MustWait(Episode episode, Candidate winner, EventTime now, out EventTime until)
    {
        until = CooldownEnd(episode);
        if (now >= until || decide.CooldownExcept.Contains(winner.Class))
        {
            return false;
        }

        NextDue = NextDue is { } due && due < until ? due : until;
        return true;
    }

    /// <summary>Closes the episodes of keys without a winner and forgets keys whose cooldown has passed.</summary>
    public void End(EventTime now)
    {
        foreach ((KeyRow key, Episode episode) in _episodes)
        {
            if (episode.WonNow || episode.IsOfEarlierRun)
            {
                continue;
            }

            Version += episode.Action is null ? 0 : 1;
            episode.Action = null;
            episode.Emitted = null;
            if (now >= CooldownEnd(episode))
            {
                _forgotten.Add(key);
            }
        }

        foreach (KeyRow key in _forgotten)
        {
            _episodes.Remove(key);
            Version++;
        }

        _forgotten.Clear();
    }

    /// <summary>A copy of all that is remembered, sorted by key.</summary>
    public ImmutableArray<RememberedEpisode> ToMemory()
    {
        if (_remembered != Version)
        {
            RememberedEpisode[] remembered = new RememberedEpisode[_episodes.Count];
            int count = 0;
            foreach ((KeyRow key, Episode episode) in _episodes)
            {
                remembered[count++] = new RememberedEpisode(key.Values, episode.Action, episode.Emitted, episode.LastEmission) { IsOfEarlierRun = episode.IsOfEarlierRun };
            }

            Array.Sort(remembered, static (a, b) => new KeyRow(a.Key).CompareTo(new KeyRow(b.Key)));
            _memory = ImmutableCollectionsMarshal.AsImmutableArray(remembered);
            _remembered = Version;
        }

        return _memory;
    }

    /// <summary>Forgets what is here and remembers what another book did.</summary>
    public void Adopt(ImmutableArray<RememberedEpisode> remembered)
    {
        _episodes.Clear();
        NextDue = null;
        Version++;
        foreach (RememberedEpisode one in remembered)
        {
            _episodes.Add(new KeyRow(one.Key), new Episode { Action = one.Action, Emitted = one.Emitted, LastEmission = one.LastEmission, IsOfEarlierRun = one.IsOfEarlierRun });
        }
    }

    private EventTime CooldownEnd(Episode episode)
    {
        if (episode.LastEmission is not { } last)
        {
            return new EventTime(long.MinValue);
        }

        long room = long.MaxValue - Math.Max(0, last.Nanoseconds);
        return new EventTime(last.Nanoseconds + Math.Min(decide.CooldownNs, room));
    }

    /// <summary>What is known of one key.</summary>
    internal sealed class Episode
    {
        /// <summary>The winning action; null while no candidate wins.</summary>
        public Value? Action { get; set; }

        /// <summary>The open episode's decision; null until it is emitted.</summary>
        public Decision? Emitted { get; set; }

        public EventTime? LastEmission { get; set; }

        public bool WonNow { get; set; }

        /// <inheritdoc cref="RememberedEpisode.IsOfEarlierRun"/>
        public bool IsOfEarlierRun { get; set; }
    }
}

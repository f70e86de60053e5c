namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>A row of two numbers, as the programs of these tests have.</summary>
internal readonly record struct Pair(long A, long B);

/// <summary>One change of a random history: of the keyed predicate <c>q</c> or the set <c>e</c>.</summary>
internal readonly record struct TimedChange(bool IsAssert, bool IsKeyed, Pair Row);

/// <summary>
/// The meaning of time by definition: the raw history is kept whole and played again, moment by moment, for every question. Shares nothing with the evaluator.
/// </summary>
/// <remarks><c>q</c> is keyed by its first column, has a ttl and a lateness; <c>e</c> is a set and has neither; <c>r(B)</c> is derived from <c>q(_, B)</c>.</remarks>
internal sealed class TimedMarket(long ttl, long lateness)
{
    private readonly List<(long At, long Now, List<TimedChange> Changes)> _transactions = [];

    /// <summary>An event: a row and its time.</summary>
    private readonly record struct Event(Pair Row, long Time);

    /// <summary>What holds after one transaction or expiry.</summary>
    private sealed record State(long Time, HashSet<Pair> Q, HashSet<Pair> E);

    public void Commit(long at, long now, IEnumerable<TimedChange> changes) => _transactions.Add((at, now, [.. changes]));

    /// <summary>Late changes so far, alike ones counted once.</summary>
    public int LateCount =>
        _transactions.SelectMany(t => t.Changes.Where(c => IsLate(t.At, t.Now, c)).Select(c => (c.IsAssert, c.IsAssert ? c.Row : c.Row with { B = 0 }, t.At, t.Now))).Distinct().Count();

    public HashSet<Pair> Held(long now, long near, long far, Func<Pair, Pair> read, bool keyed)
    {
        List<State> states = Play(now);
        HashSet<Pair>? held = null;
        for (long moment = now - far; moment <= now - near; moment++)
        {
            HashSet<Pair> there = [.. At(states, moment, keyed).Select(read)];
            held = held is null ? there : [.. held.Intersect(there)];
        }

        return held!;
    }

    public HashSet<Pair> Past(long now, long near, long far, Func<Pair, Pair> read, bool keyed)
    {
        List<State> states = Play(now);
        HashSet<Pair> seen = [];
        for (long moment = now - far; moment <= now - near; moment++)
        {
            seen.UnionWith(At(states, moment, keyed).Select(read));
        }

        return seen;
    }

    /// <summary>Rows and times of the events of a closed interval.</summary>
    public List<(Pair Row, long Time)> Window(long now, long near, long far, bool keyed) =>
        [.. Events(now, keyed).Where(e => e.Time >= now - far && e.Time <= now - near).Select(static e => (e.Row, e.Time))];

    /// <summary>Events of the last finished bucket.</summary>
    public List<(Pair Row, long Time)> Bucket(long now, long length) =>
        [.. Events(now, false).Where(e => e.Time / length == (now / length) - 1).Select(static e => (e.Row, e.Time))];

    /// <summary>The last events of each first column.</summary>
    public IEnumerable<Pair> Last(long now, int count) =>
        Events(now, false).GroupBy(static e => e.Row.A).SelectMany(g => g.OrderBy(static e => e.Time).ThenBy(static e => e.Row.B).TakeLast(count)).Select(static e => e.Row);

    /// <summary>Times at which a value came to stand in <c>q</c>, no matter under which key.</summary>
    public List<(long Value, long Time)> Appearances(long now, long near, long far)
    {
        List<State> states = Play(now);
        HashSet<(long Value, long Time)> found = [];
        HashSet<long> before = [];
        foreach (State state in states)
        {
            HashSet<long> values = [.. state.Q.Select(static r => r.B)];
            found.UnionWith(values.Except(before).Select(v => (v, state.Time)));
            before = values;
        }

        return [.. found.Where(f => f.Time >= now - far && f.Time <= now - near)];
    }

    public HashSet<Pair> Now(long now, bool keyed) => At(Play(now), now, keyed);

    private static HashSet<Pair> At(List<State> states, long moment, bool keyed)
    {
        State? last = states.FindLast(s => s.Time <= moment);
        return last is null ? [] : keyed ? last.Q : last.E;
    }

    private bool IsLate(long at, long now, TimedChange change) => change.IsKeyed && now - at > lateness;

    /// <summary>All states up to a moment: at each moment first what expires, then its transactions.</summary>
    private List<State> Play(long until)
    {
        List<State> states = [];
        Dictionary<long, (long B, long Time)> q = [];
        Dictionary<Pair, long> e = [];
        for (long moment = 0; moment <= until; moment++)
        {
            foreach (long key in q.Where(r => r.Value.Time + ttl <= moment).Select(static r => r.Key).ToList())
            {
                q.Remove(key);
            }

            states.Add(Snapshot(moment, q, e));
            foreach ((long at, long now, List<TimedChange> changes) in _transactions.Where(t => t.Now == moment))
            {
                changes.ForEach(c => Apply(c, at, now, q, e));
                states.Add(Snapshot(moment, q, e));
            }
        }

        return states;
    }

    private void Apply(TimedChange change, long at, long now, Dictionary<long, (long B, long Time)> q, Dictionary<Pair, long> e)
    {
        if (IsLate(at, now, change))
        {
            return;
        }

        if (!change.IsKeyed && change.IsAssert)
        {
            e[change.Row] = Math.Max(at, e.GetValueOrDefault(change.Row));
        }
        else if (!change.IsKeyed)
        {
            _ = e.GetValueOrDefault(change.Row) <= at && e.Remove(change.Row);
        }
        else if (!change.IsAssert)
        {
            if (q.TryGetValue(change.Row.A, out (long B, long Time) row) && row.Time <= at)
            {
                q.Remove(change.Row.A);
            }
        }
        else if (at + ttl > now && !(q.TryGetValue(change.Row.A, out (long B, long Time) there) && there.Time > at))
        {
            q[change.Row.A] = (change.Row.B, at);
        }
    }

    private static State Snapshot(long moment, Dictionary<long, (long B, long Time)> q, Dictionary<Pair, long> e) =>
        new(moment, [.. q.Select(static r => new Pair(r.Key, r.Value.B))], [.. e.Keys]);

    /// <summary>Assertions that no later change of their transaction took back or replaced; alike ones at one time are one.</summary>
    private List<Event> Events(long until, bool keyed)
    {
        List<Event> events = [];
        for (int i = 0; i < _transactions.Count && _transactions[i].Now <= until; i++)
        {
            (long at, long now, List<TimedChange> changes) = _transactions[i];
            foreach (IGrouping<Pair, TimedChange> key in changes.Where(c => c.IsKeyed == keyed && !IsLate(at, now, c)).GroupBy(c => keyed ? new Pair(c.Row.A, 0) : c.Row))
            {
                if (key.Last() is { IsAssert: true } last && !events.Exists(e => e.Row == last.Row && e.Time == at))
                {
                    events.Add(new Event(last.Row, at));
                }
            }
        }

        return events;
    }
}

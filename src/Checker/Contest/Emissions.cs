using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>When each key was last decided, and so until when it cools down.</summary>
internal sealed class Emissions
{
    private readonly Dictionary<(string Name, Value Key), EventTime> _last = [];

    public void Add(Candidate winner, EventTime at) => _last[(winner.Decide.Name, Value.List(winner.Key))] = at;

    /// <summary>Null when the key of a winner does not cool down.</summary>
    public EventTime? CoolsUntil(Candidate winner, EventTime now)
    {
        if (winner.Decide.CooldownExcept.Contains(winner.Class) || !_last.TryGetValue((winner.Decide.Name, Value.List(winner.Key)), out EventTime last))
        {
            return null;
        }

        EventTime until = new(last.Nanoseconds + Math.Min(winner.Decide.CooldownNs, long.MaxValue - Math.Max(0, last.Nanoseconds)));
        return now < until ? until : null;
    }

    /// <summary>Goes on with what was decided under each name.</summary>
    public void TakeOver(Emissions before, IEnumerable<(string Earlier, string Now)> names)
    {
        foreach ((string earlier, string now) in names)
        {
            foreach (((string Name, Value Key) story, EventTime at) in before._last.Where(e => e.Key.Name == earlier))
            {
                _last[(now, story.Key)] = at;
            }
        }
    }

    /// <summary>By which statement's past each statement cools down: its own, or where it was renamed that of the first which no other has the name of (docs/adr/0100).</summary>
    public static IEnumerable<(string Earlier, string Now)> Heirs(BoundProgram before, BoundProgram after)
    {
        List<string> unclaimed = [.. before.Decides.Select(static d => d.Name).Where(name => after.Decides.All(d => d.Name != name))];
        foreach (BoundDecide decide in after.Decides)
        {
            string? earlier = before.Decides.Any(d => d.Name == decide.Name) ? decide.Name : unclaimed.FirstOrDefault();
            if (earlier is not null)
            {
                unclaimed.Remove(earlier);
                yield return (earlier, decide.Name);
            }
        }
    }
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>When each key was last decided, and so until when it cools down.</summary>
internal sealed class Emissions
{
    private readonly Dictionary<(string Name, Value Key), (EventTime At, long Transaction)> _last = [];

    public void Add(Candidate winner, EventTime at, long transaction) => _last[(winner.Decide.Name, Value.List(winner.Key))] = (at, transaction);

    /// <summary>Null when the key of a winner does not cool down: it does not from what this very transaction decided.</summary>
    public EventTime? CoolsUntil(Candidate winner, EventTime now, long transaction)
    {
        if (winner.Decide.CooldownExcept.Contains(winner.Class) || !_last.TryGetValue((winner.Decide.Name, Value.List(winner.Key)), out var last) || last.Transaction == transaction)
        {
            return null;
        }

        EventTime until = new(last.At.Nanoseconds + Math.Min(winner.Decide.CooldownNs, long.MaxValue - Math.Max(0, last.At.Nanoseconds)));
        return now < until ? until : null;
    }

    /// <summary>Goes on with what a run or rules before decided, under the names that their statements have now; transactions may have been counted anew since.</summary>
    public void TakeOver(Emissions before, Func<string, IEnumerable<string>> namesNow)
    {
        foreach (((string Name, Value Key) story, (EventTime at, _)) in before._last)
        {
            foreach (string now in namesNow(story.Name))
            {
                _last[(now, story.Key)] = (at, 0);
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

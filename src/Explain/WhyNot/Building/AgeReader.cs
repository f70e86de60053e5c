using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Finds what fits a pattern and has become too old for it, and says by how much.</summary>
internal sealed class AgeReader(IRuleSession session)
{
    /// <summary>The last one to go; null where the session remembers none that fits.</summary>
    public AgedFact? Of(FactPattern pattern)
    {
        foreach (PastRow row in session.RecentlyGone(pattern.Predicate.Name))
        {
            if (pattern.Fits(row.Fact))
            {
                (string how, long over) = Over(pattern.Predicate.View, row.Interval);
                return new AgedFact(row.Fact.ToString(), how, over, row.Interval);
            }
        }

        return null;
    }

    /// <summary>Since when it is too old: rows with a ttl are over at the end of their time, all others once they lie before what is looked at.</summary>
    private (string How, long By) Over(BoundView? view, HeldInterval interval)
    {
        long now = session.Now.Nanoseconds, to = (interval.To ?? interval.From).Nanoseconds;
        return view switch
        {
            null => ("expired", now - to),
            { Kind: ViewKind.Interval or ViewKind.Past } => ("left the window", now - view.Far - to),
            { Kind: ViewKind.Tumbling } => ("left the window", now - EndOfBucket(to, view.Near) - view.Near),
            _ => ("ended", now - to),
        };
    }

    /// <summary>Buckets count from 0, also backwards.</summary>
    private static long EndOfBucket(long moment, long length) => moment - (((moment % length) + length) % length) + length;
}

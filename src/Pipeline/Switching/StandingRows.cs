using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Gives rules that begin in the middle of a run the rows that stand there.</summary>
internal static class StandingRows
{
    /// <summary>Rules that keep a past are told the rows in the order of their times, each moment a transaction of its own; others all at once.</summary>
    public static void Give(TapePlace place, WarmRules rules)
    {
        if (place.Transactions == 0)
        {
            return;
        }

        bool keepsPast = KeptPast.Of(rules.Program) is not null;
        (Fact Row, ToldRow Told)[] standing = [.. place.Rows.Standing()];
        if (keepsPast)
        {
            Array.Sort(standing, static (a, b) => a.Told.At.CompareTo(b.Told.At)); // the order within a moment means nothing
        }

        RowChanges changes = new();
        for (int i = 0; i < standing.Length; i++)
        {
            ToldRow told = standing[i].Told;
            changes.Assert(told.Row, told.Values[told.Row.Key.Length..]);
            if (keepsPast && i + 1 < standing.Length && standing[i + 1].Told.At > told.At)
            {
                rules.Follow(place.Sequence, told.At, changes, decides: false);
                changes.Clear();
            }
        }

        rules.Follow(place.Sequence, place.At, changes, decides: false);
    }
}

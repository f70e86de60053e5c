using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>Takes back what a change does not need, number by number and row by row, as long as the engine still confirms the rest.</summary>
/// <remarks>The solver's optimiser does not always find the least where whole numbers take part; what it adds for nothing goes here.</remarks>
internal sealed class Trimmer(VerifiedProgram program, GivenState before, Func<ReplayedState, bool> isWanted)
{
    /// <summary>Changes of more parts than this are left as they are.</summary>
    private const int MaxParts = 24;

    public GivenState Trimmed(GivenState after)
    {
        Dictionary<Fact, Fact> origins = RowChanges.Origins(program, before, after);
        SortedSet<Fact> facts = [.. after.Facts];
        Fact[] came = [.. after.Facts.Except(before.Facts)], went = [.. before.Facts.Except(after.Facts).Where(f => !origins.ContainsValue(f))];
        if (came.Length + went.Length > MaxParts)
        {
            return after;
        }

        foreach (Fact fact in came)
        {
            Row(facts, fact, origins.GetValueOrDefault(fact), after);
        }

        foreach (Fact fact in went)
        {
            Try(facts, null, fact, after);
        }

        return after with { Facts = [.. facts] };
    }

    /// <summary>First the whole row, then each of its columns.</summary>
    private void Row(SortedSet<Fact> facts, Fact now, Fact? old, GivenState after)
    {
        if (Try(facts, now, old, after) || old is null)
        {
            return;
        }

        for (int i = 0; i < old.Arguments.Length; i++)
        {
            if (now.Arguments[i] != old.Arguments[i])
            {
                Value[] arguments = [.. now.Arguments];
                arguments[i] = old.Arguments[i];
                Fact closer = new(now.Predicate, arguments);
                now = !closer.Equals(old) && Try(facts, now, closer, after) ? closer : now;
            }
        }
    }

    private bool Try(SortedSet<Fact> facts, Fact? without, Fact? with, GivenState after)
    {
        SortedSet<Fact> tried = [.. facts];
        _ = without is null || tried.Remove(without);
        _ = with is null || tried.Add(with);
        if (!isWanted(new ReplayedState(program, after with { Facts = [.. tried] })))
        {
            return false;
        }

        facts.Clear();
        facts.UnionWith(tried);
        return true;
    }
}

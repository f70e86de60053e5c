using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>How two versions of a predicate compare.</summary>
public enum PredicateRelation : byte
{
    /// <summary>The same rows in every state.</summary>
    Equivalent = 0,

    /// <summary>The engine derives other rows in the state given.</summary>
    Different = 1,

    /// <summary>Neither; the reason is given.</summary>
    Unknown = 2,
}

/// <summary>The answer for one predicate.</summary>
/// <param name="State">Facts on which they differ, as few as that needs; null unless different.</param>
/// <param name="OnlyBefore">Rows that only the first version derives there, sorted.</param>
/// <param name="OnlyAfter">Rows that only the second derives there, sorted.</param>
/// <param name="Reasons">Why it is unknown; empty otherwise.</param>
public sealed record PredicateComparison(PredicateRelation Relation, GivenState? State, ImmutableArray<Fact> OnlyBefore, ImmutableArray<Fact> OnlyAfter, ImmutableArray<string> Reasons);

/// <summary>Compares two versions of a predicate: for reloads, where the text changed and the meaning perhaps did not.</summary>
public static class PredicateComparer
{
    /// <summary>Each param has its own version's value. Rows that are given are given to both; a predicate that is declared otherwise is not the same any more.</summary>
    /// <param name="before">The version that runs.</param>
    /// <param name="after">The version that would.</param>
    /// <param name="predicate">A predicate of both.</param>
    /// <exception cref="Z3MissingException">The solver's library is absent.</exception>
    public static PredicateComparison Compare(BoundProgram before, BoundProgram after, string predicate, VerifyOptions options)
    {
        Z3Library.Require();
        if (before.FindPredicate(predicate) is not { } old || after.FindPredicate(predicate) is not { } now)
        {
            return Unknown($"'{predicate}' is not a predicate of both versions");
        }

        if (!old.Types.SequenceEqual(now.Types))
        {
            return Unknown($"the columns of '{predicate}' have other types");
        }

        try
        {
            Graft graft = new(before, after);
            VerifiedProgram program = new(graft.Program);
            using Z3Context solver = new(options.Limits);
            return Compare(program, options, solver, old.Id, graft.IdOf(now));
        }
        catch (EncodingLimitException e)
        {
            return Unknown(e.Message);
        }
    }

    private static PredicateComparison Compare(VerifiedProgram program, VerifyOptions options, Z3Context solver, int old, int now)
    {
        ImmutableArray<string> reasons = [];
        foreach ((int rows, int missing) in new[] { (old, now), (now, old) })
        {
            BoundInvariant promise = Promises.Within(program.Bound, rows, missing);
            SearchResult result = new PromiseJob(program, options, promise, solver).Run();
            if (result.State is { } found)
            {
                return Different(program, new Shrinker(program, promise).Smallest(found), old, now);
            }

            reasons = result.Kind == SearchEnd.Unknown ? result.Reasons : reasons;
        }

        return reasons.IsEmpty ? new PredicateComparison(PredicateRelation.Equivalent, null, [], [], []) : new PredicateComparison(PredicateRelation.Unknown, null, [], [], reasons);
    }

    private static PredicateComparison Different(VerifiedProgram program, GivenState state, int old, int now)
    {
        ReplayedState replayed = new(program, state);
        string name = program.Predicate(old).Name;
        SortedSet<Fact> before = [.. replayed.FactsOf(old)], after = [.. replayed.FactsOf(now).Select(f => new Fact(name, f.Arguments))];
        return new PredicateComparison(
            PredicateRelation.Different, state with { Facts = [.. state.Facts.Select(Graft.Named)] }, [.. before.Except(after)], [.. after.Except(before)], []);
    }

    private static PredicateComparison Unknown(string reason) => new(PredicateRelation.Unknown, null, [], [], [reason]);
}

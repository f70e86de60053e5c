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
/// <remarks>
/// What is defined alike down to all that it reads is equivalent without a question. The solver is asked about the rest, within bounds that do not depend on
/// the machine: at one, the answer is unknown, with the bound as the reason. Thread-safe, no state.
/// </remarks>
public static class PredicateComparer
{
    /// <summary>The most work for one part of a question, in the solver's units, about a million a second: a reload waits for the answer.</summary>
    private const int MaxEffort = 2_000_000;

    /// <summary>The most questions for one direction of one comparison.</summary>
    private const int MaxRounds = 120;

    /// <summary>True when both versions define the predicate alike, down to all that it reads; asks no solver. False does not mean that they differ.</summary>
    public static bool IsSameByStructure(BoundProgram before, BoundProgram after, string predicate) => Graft.SameIn(before, after).Contains(predicate);

    /// <summary>Each param has its own version's value. Rows that are given are given to both; a predicate that is declared otherwise is not the same any more.</summary>
    /// <param name="before">The version that runs.</param>
    /// <param name="after">The version that would.</param>
    /// <param name="predicate">A predicate of both.</param>
    /// <param name="options">Their limits count where they are tighter than the comparison's own.</param>
    /// <param name="stop">Looked at between questions to the solver.</param>
    /// <exception cref="Z3MissingException">The solver is needed, and its library is absent.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> fell.</exception>
    public static PredicateComparison Compare(BoundProgram before, BoundProgram after, string predicate, VerifyOptions options, CancellationToken stop = default)
    {
        if (before.FindPredicate(predicate) is not { } old || after.FindPredicate(predicate) is not { } now)
        {
            return Unknown($"'{predicate}' is not a predicate of both versions");
        }

        if (!old.Types.SequenceEqual(now.Types))
        {
            return Unknown($"the columns of '{predicate}' have other types");
        }

        if (IsSameByStructure(before, after, predicate))
        {
            return new PredicateComparison(PredicateRelation.Equivalent, null, [], [], []);
        }

        Z3Library.Require();
        VerifyOptions bounded = options with { Limits = options.Limits with { Effort = Math.Min(options.Limits.Effort, MaxEffort), Rounds = Math.Min(options.Limits.Rounds, MaxRounds) } };
        try
        {
            Graft graft = new(before, after);
            VerifiedProgram program = new(graft.Program);
            using Z3Context solver = new(bounded.Limits);
            return Compare(program, bounded, solver, old.Id, graft.IdOf(now), stop);
        }
        catch (EncodingLimitException e)
        {
            return Unknown(e.Message);
        }
    }

    private static PredicateComparison Compare(VerifiedProgram program, VerifyOptions options, Z3Context solver, int old, int now, CancellationToken stop)
    {
        ImmutableArray<string> reasons = [];
        foreach ((int rows, int missing) in new[] { (old, now), (now, old) })
        {
            BoundInvariant promise = Promises.Within(program.Bound, rows, missing);
            SearchResult result = new PromiseJob(program, options, promise, solver, stop) { MaxRounds = options.Limits.Rounds }.Run();
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

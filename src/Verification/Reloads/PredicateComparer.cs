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
/// What is defined alike down to all that it reads is equivalent without a question, and so is what only looks different: variables, the order of rules and literals,
/// sides of comparisons, files. Of the rest each rule that only one version has is asked about: does the other version derive all of its rows? The predicates that are read
/// come first; those found equivalent are the same from then on. All within bounds that do not depend on the machine: at one, the answer is unknown, with the bound
/// as the reason. Thread-safe, no state.
/// </remarks>
public static class PredicateComparer
{
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

        try
        {
            return new VersionQuestions(before, after, options, stop).Compare(old, now);
        }
        catch (EncodingLimitException e)
        {
            return Unknown(e.Message);
        }
    }

    internal static PredicateComparison Equivalent { get; } = new(PredicateRelation.Equivalent, null, [], [], []);

    internal static PredicateComparison Unknown(params ImmutableArray<string> reasons) => new(PredicateRelation.Unknown, null, [], [], reasons);
}

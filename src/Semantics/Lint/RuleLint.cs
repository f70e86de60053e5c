using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What can be said of rules by reading them: warnings about text that runs and is probably not what was meant.</summary>
public static class RuleLint
{
    /// <summary>One file a check; a new one is listed here.</summary>
    private static readonly ImmutableArray<Action<LintContext>> Checks =
    [
        SingletonVariables.Check, UnreadPredicates.Check, FloatEquality.Check, EntryFreshness.Check, UnitsOfColumns.Check, ThresholdRanges.Check,
    ];

    /// <summary>Every finding in files that are asked for, sorted by place. Thread-safe; changes nothing.</summary>
    /// <param name="program">A bound program, libraries included: they may read what its own files derive.</param>
    /// <param name="isAsked">Which source files to look at, by path; libraries' usually are not.</param>
    public static ImmutableArray<Diagnostic> Check(BoundProgram program, Predicate<string> isAsked)
    {
        LintContext context = new(program, isAsked);
        foreach (Action<LintContext> check in Checks)
        {
            check(context);
        }

        return context.Found.ToSorted();
    }
}

using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>The search for a state that breaks one promise: first as a whole, and when that is not settled soon, part by part.</summary>
internal sealed class PromiseJob(VerifiedProgram program, VerifyOptions options, BoundInvariant invariant, Z3Context solver, CancellationToken stop = default)
{
    /// <summary>Most promises are settled within this many rounds; what takes longer is cheaper in parts.</summary>
    private const int SurveyRounds = 6;

    /// <summary>What an outline proves at all it proves in few rounds, however many rules there are.</summary>
    private const int OutlineRounds = 16;

    /// <summary>The most questions over all parts; above 0. Each part has the limits' own besides.</summary>
    public int MaxRounds { get; init; } = int.MaxValue;

    /// <summary>True to try without looking at the rules behind the rows of the promise, whatever it speaks of; a promise about decisions that many rules propose is tried so anyway.</summary>
    public bool TriesOutline { get; init; }

    /// <summary>Questions to the solver, over all parts.</summary>
    public int Rounds { get; private set; }

    /// <summary>What a proof takes for granted.</summary>
    public SortedSet<string> Assumptions { get; } = new(StringComparer.Ordinal);

    /// <summary>The solver is left as it was.</summary>
    public SearchResult Run()
    {
        int late = solver.OutOfTime;
        try
        {
            CaseSplit? survey = CaseSplit.Survey(program, invariant);
            if ((TriesOutline || survey?.IsDecisionOfMany(program) == true) && IsProvedInOutline())
            {
                return new SearchResult(SearchEnd.Impossible, null, []);
            }

            SearchResult whole = Part(survey);
            return whole.Kind == SearchEnd.Unknown && survey is { IsWorthIt: true } && solver.OutOfTime == late ? Parts(survey, late) : whole;
        }
        catch (EncodingLimitException e)
        {
            return new SearchResult(SearchEnd.Unknown, null, [e.Message]);
        }
    }

    /// <summary>A state of any part is one of the whole; one part that stays open leaves the whole open. After a question that took too long no other is asked: what it would find depends on the machine.</summary>
    private SearchResult Parts(CaseSplit split, int late)
    {
        SearchResult? open = null;
        foreach (BoundRule? way in split.Ways)
        {
            SearchResult part = Part(split.To(way));
            if (part.Kind == SearchEnd.Found)
            {
                return part;
            }

            if (solver.OutOfTime > late)
            {
                return part;
            }

            open ??= part.Kind == SearchEnd.Unknown ? part : null;
        }

        return open ?? new SearchResult(SearchEnd.Impossible, null, []);
    }

    private SearchResult Part(CaseSplit? split)
    {
        int left = MaxRounds - Rounds;
        if (left <= 0)
        {
            return new SearchResult(SearchEnd.Unknown, null, [$"{MaxRounds} candidates were tried"]);
        }

        return With(
            new Search(program, options, solver, split),
            search => search.Run(replayed => replayed.Violation(invariant) is not null, split is { IsWorthIt: true } ? Math.Min(SurveyRounds, left) : left, stop));
    }

    private bool IsProvedInOutline() =>
        With(new Search(program, options, solver, isOutline: true), search => search.IsImpossibleInOutline(Math.Min(OutlineRounds, MaxRounds), stop));

    /// <summary>Puts the promise to the solver, and takes it back when the search has ended.</summary>
    private T With<T>(Search search, Func<Search, T> ask)
    {
        solver.Evaluate("(push)\n");
        try
        {
            PromiseEncoder.Encode(invariant, search.Scene, search.Unfolder);
            T answer = ask(search);
            Assumptions.UnionWith(search.Scene.Assumptions);
            return answer;
        }
        finally
        {
            Rounds += search.Rounds;
            solver.Evaluate("(pop)\n");
        }
    }
}

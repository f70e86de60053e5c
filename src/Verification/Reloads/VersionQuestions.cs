using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>One comparison of two versions: layer by layer up to the predicate that is asked for, by form where that is enough, otherwise rule by rule through the solver.</summary>
internal sealed class VersionQuestions
{
    /// <summary>The most work for one part of a question, in the solver's units, about a million a second: a reload waits for the answer.</summary>
    private const int MaxEffort = 2_000_000;

    /// <summary>The most questions about the predicate that is asked for, and again about all that it reads.</summary>
    private const int MaxRounds = 240;

    private readonly BoundProgram _before;
    private readonly BoundProgram _after;
    private readonly SameRows _same;
    private readonly VerifyOptions _options;
    private readonly CancellationToken _stop;
    private int _left = MaxRounds;

    public VersionQuestions(BoundProgram before, BoundProgram after, VerifyOptions options, CancellationToken stop)
    {
        (_before, _after, _stop) = (before, after, stop);
        _options = options with { Limits = options.Limits with { Effort = Math.Min(options.Limits.Effort, MaxEffort), Rounds = Math.Min(options.Limits.Rounds, MaxRounds / 2) } };
        _same = new SameRows(before, after);
    }

    /// <param name="old">The predicate in the first version.</param>
    /// <param name="now">In the second; its columns have the same types.</param>
    public PredicateComparison Compare(BoundPredicate old, BoundPredicate now)
    {
        HashSet<int> read = Reached(now.Id);
        foreach (Stratum layer in _after.Strata.Where(s => s.Predicates.Any(read.Contains)))
        {
            _same.AddByForm(layer);
            if (layer is { IsRecursive: false, Predicates: [var id] } && id != now.Id)
            {
                AskBelow(_after.Predicates[id]);
            }
        }

        _left = MaxRounds;
        return _same.Contains(now) ? PredicateComparer.Equivalent : Ask(old, now);
    }

    /// <summary>A predicate that the asked one reads: one that is found equivalent is one and the same from then on.</summary>
    private void AskBelow(BoundPredicate now)
    {
        if (_left > 0 && !_same.Contains(now) && now.IsDerived && _before.FindPredicate(now.Name) is { IsDerived: true } old && old.Types.SequenceEqual(now.Types)
            && Ask(old, now).Relation == PredicateRelation.Equivalent)
        {
            _same.Add(now.Name);
        }
    }

    private PredicateComparison Ask(BoundPredicate old, BoundPredicate now)
    {
        _stop.ThrowIfCancellationRequested();
        using Z3Context solver = new(_options.Limits);
        Graft graft = new(_before, _after, _same);
        ImmutableArray<string> reasons = [];
        foreach ((BoundProgram program, BoundInvariant promise) in Promised(graft, old, now))
        {
            VerifiedProgram verified = new(program);
            PromiseJob job = new(verified, _options, promise, solver, _stop) { MaxRounds = Math.Max(1, _left), TriesOutline = true };
            SearchResult result = job.Run();
            _left -= job.Rounds;
            if (result.State is { } found)
            {
                return Different(verified, new Shrinker(verified, promise).Smallest(found), old.Id, graft.IdOf(now));
            }

            reasons = result.Kind == SearchEnd.Unknown && reasons.IsEmpty ? result.Reasons : reasons;
        }

        return reasons.IsEmpty ? PredicateComparer.Equivalent : PredicateComparer.Unknown(reasons);
    }

    /// <summary>What makes both versions the same: each derives what every rule of the other does. Rows that are combined, or given as well, are not the sum of their rules: of those every row of one is one of the other.</summary>
    private IEnumerable<(BoundProgram Program, BoundInvariant Promise)> Promised(Graft graft, BoundPredicate old, BoundPredicate now)
    {
        int other = graft.IdOf(now);
        if (!IsSumOfRules(old) || !IsSumOfRules(now) || !_same.HasSameFacts(now.Name))
        {
            return [(graft.Program, Promises.Within(graft.Program, old.Id, other)), (graft.Program, Promises.Within(graft.Program, other, old.Id))];
        }

        (ImmutableArray<BoundRule> before, ImmutableArray<BoundRule> after) = _same.Unmatched(old, now);
        return before.Select(r => Promises.Beyond(graft.Program, graft.Old(r), other)).Concat(after.Select(r => Promises.Beyond(graft.Program, graft.New(r), old.Id)));
    }

    private static bool IsSumOfRules(BoundPredicate predicate) => predicate is { IsDerived: true, IsExtensional: false, IsStored: false, Merge: null, Tag: null, View: null };

    private static PredicateComparison Different(VerifiedProgram program, GivenState state, int old, int now)
    {
        ReplayedState replayed = new(program, state);
        string name = program.Predicate(old).Name;
        SortedSet<Fact> before = [.. replayed.FactsOf(old)], after = [.. replayed.FactsOf(now).Select(f => new Fact(name, f.Arguments))];
        return new PredicateComparison(
            PredicateRelation.Different, state with { Facts = [.. state.Facts.Select(Graft.Named)] }, [.. before.Except(after)], [.. after.Except(before)], []);
    }

    /// <summary>All that a predicate of the second version reads, directly or not, itself included.</summary>
    private HashSet<int> Reached(int from)
    {
        ILookup<int, BoundRule> rules = _after.Rules.ToLookup(static r => r.HeadPredicate);
        HashSet<int> reached = [from];
        Stack<int> open = new([from]);
        while (open.TryPop(out int id))
        {
            IEnumerable<int> read = rules[id].SelectMany(static r => r.Body).OfType<BoundAtom>().Select(static a => a.Predicate);
            foreach (int next in _after.Predicates[id].View is { } view ? read.Append(view.Source) : read)
            {
                if (reached.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }
}

using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>
/// An entry that nothing keeps from acting on old data. Age is looked at by a premise that expires (<c>ttl</c>), that tells the state of a feed
/// (<c>feed</c>), that is a window or held condition, or by a comparison with <c>now</c>: in the entry's own rule, in what it rests on, or in a veto that strikes it.
/// </summary>
internal static class EntryFreshness
{
    public static void Check(LintContext context)
    {
        HashSet<int> aware = AwareOf(context);
        foreach (BoundDecide decide in context.Program.Decides)
        {
            foreach (BoundRule rule in context.Rules.Where(r => r.HeadPredicate == decide.Candidates && (r.Class ?? "/entry") == "/entry"))
            {
                if (!LooksAtAge(context, rule, aware) && !IsGuarded(context, decide, aware) && ReadsGiven(context, rule))
                {
                    context.Found.Add(Diagnostic.Create(LintDiagnostics.StaleEntry, rule.Span, rule.Id) with
                    {
                        Help = "give what it reads a ttl(…), or veto entries while !feed(Venue, Sym, /live)",
                    });
                }
            }
        }
    }

    private static bool IsGuarded(LintContext context, BoundDecide decide, HashSet<int> aware) =>
        !decide.VetoExcept.Contains("/entry") && decide.Vetoes.Any(aware.Contains);

    /// <summary>Derived predicates one of whose rules looks at the age of something, directly or through others: the least fixpoint.</summary>
    private static HashSet<int> AwareOf(LintContext context)
    {
        HashSet<int> aware = [];
        bool grew = true;
        while (grew)
        {
            grew = false;
            foreach (BoundRule rule in context.Program.Rules.Where(r => !aware.Contains(r.HeadPredicate)))
            {
                grew |= LooksAtAge(context, rule, aware) && aware.Add(rule.HeadPredicate);
            }
        }

        return aware;
    }

    private static bool LooksAtAge(LintContext context, BoundRule rule, HashSet<int> aware) =>
        rule.Body.OfType<BoundAtom>().Any(a => aware.Contains(a.Predicate) || TellsAge(context.Program.Predicates[a.Predicate], context))
        || BoundWalk.ExpressionsOf(rule).Any(static e => e is BoundNow);

    private static bool TellsAge(BoundPredicate predicate, LintContext context) =>
        predicate.View is not null || context.SourceOf(predicate.Id).TtlNs is not null || predicate.Name == "feed" || predicate.Name.EndsWith(".feed", StringComparison.Ordinal);

    /// <summary>Whether the rule rests on facts from outside; one that only combines written facts has nothing that ages.</summary>
    private static bool ReadsGiven(LintContext context, BoundRule rule)
    {
        HashSet<int> seen = [];
        Stack<BoundRule> open = new([rule]);
        while (open.TryPop(out BoundRule? next))
        {
            foreach (BoundAtom atom in next.Body.OfType<BoundAtom>().Where(a => seen.Add(a.Predicate)))
            {
                BoundPredicate read = context.SourceOf(atom.Predicate);
                if (read.IsExtensional)
                {
                    return true;
                }

                foreach (BoundRule deeper in context.Program.Rules.Where(r => r.HeadPredicate == read.Id))
                {
                    open.Push(deeper);
                }
            }
        }

        return false;
    }
}

using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler;

/// <summary>First pass: says of each rule what it reads and which slots are bound at which point.</summary>
internal static class NormaliseRules
{
    public static RulePlan Run(BoundProgram program) => new()
    {
        Predicates = [.. program.Predicates.Select(static p => new PlannedPredicate(p.Id, p.Name, p.Arity, p.Key, p.IsDerived, [])
        {
            TtlNs = p.TtlNs,
            LatenessNs = p.LatenessNs,
            View = p.View,
            Tag = p.Tag,
            Merge = p.Merge,
            Promises = p.Promises.IsEmpty ? null : Normalise(p.Promises),
        })],
        Rules = [.. program.Rules.Select(rule => Normalise(rule, program.Predicates[rule.HeadPredicate]))],
        Strata = [],
        Params = [.. program.Params.Select(static p => new PlannedParam(p.Name, p.Value))],
        Facts = [.. program.Facts.Select(static f => f.Fact)],
    };

    private static PlannedPromises Normalise(BoundPromises promises) => new(
        [.. promises.Fundeps.Select(static f => new PlannedFundep(f, null))],
        [.. promises.Inclusions.Select(static i => new PlannedInclusion(
            i,
            [.. i.Terms.Where(static t => t.Column >= 0).Select(static t => t.Column).Distinct().Order()],
            null,
            [.. Enumerable.Range(0, i.Terms.Length).Where(column => !i.Terms[column].IsAny)],
            null))],
        promises.Limit);

    private static PlannedRule Normalise(BoundRule rule, BoundPredicate head)
    {
        BoundHysteresis? hysteresis = rule.Body.OfType<BoundComparison>().Select(static c => c.Hysteresis).FirstOrDefault(static h => h is not null);
        bool[] body = BodyBinding.Bindable(rule.Body, rule.Variables.Length);
        BoundGroup[] groups = [.. rule.Transforms.OfType<BoundGroup>()];
        BoundExpression[] expressions = [.. BoundWalk.ExpressionsOf(rule)];
        return new PlannedRule
        {
            Index = rule.Index,
            Id = rule.Id,
            Span = rule.Span,
            HeadPredicate = rule.HeadPredicate,
            Effect = rule.Effect,
            Hysteresis = hysteresis,
            HeldKey = [.. (hysteresis?.Key ?? []).OfType<BoundVariable>().Select(static v => v.Slot).Where(slot => body[slot]).Distinct().Order()],
            Head = rule.Head,
            Transforms = rule.Transforms,
            Variables = rule.Variables,
            LiteralCount = rule.Body.Length,
            Positives = [.. rule.Body.OfType<BoundAtom>().Where(static a => !a.IsNegated).Select(static a => a.Predicate)],
            Reads = [.. rule.Body.OfType<BoundAtom>().Select(static a => a.Predicate).Distinct().Order()],
            BoundInBody = [.. body],
            BoundInMembers = InMembers(rule, body),
            BoundAtHead = AtHead(rule, body),
            GoalSlots = GivenByHead(rule, body, groups, head.Tag?.Column ?? head.Merge?.Column),
            GroupKey = groups.Length == 1 ? groups[0].Keys : [],
            UsesNow = expressions.Any(static e => e is BoundNow),
            UsesParams = expressions.Any(static e => e is BoundParameter),
            NeedsTimes = groups.SelectMany(static g => g.Aggregates).Any(static a => a.Function.Name is "first" or "last"),
            IsGrouped = rule.IsGrouped,
            HasCountedMembers = groups.Length == 1 && !rule.Body.Any(static l => l is BoundBuiltinLiteral or BoundComparison { Hysteresis: not null }),
        };
    }

    private static ImmutableArray<bool> InMembers(BoundRule rule, bool[] body)
    {
        bool[] bound = [.. body];
        foreach (BoundLet let in rule.Transforms.TakeWhile(static t => t is BoundLet).Cast<BoundLet>())
        {
            bound[let.Slot] = true;
        }

        return [.. bound];
    }

    private static ImmutableArray<bool> AtHead(BoundRule rule, bool[] body)
    {
        bool[] bound = [.. body];
        foreach (BoundTransform transform in rule.Transforms)
        {
            if (transform is BoundLet let)
            {
                bound[let.Slot] = true;
            }
            else if (transform is BoundGroup group)
            {
                Array.Clear(bound);
                foreach (int slot in group.Keys.Concat(group.Aggregates.Select(static a => a.Slot)))
                {
                    bound[slot] = true;
                }
            }
        }

        return [.. bound];
    }

    /// <summary>The column of a combined row that its parts make together tells nothing of any of them.</summary>
    private static ImmutableArray<int> GivenByHead(BoundRule rule, bool[] body, BoundGroup[] groups, int? combined) =>
        [.. rule.Head.Where((_, column) => column != combined).OfType<BoundVariable>().Select(static v => v.Slot)
            .Where(slot => body[slot] && groups.All(group => group.Keys.Contains(slot))).Distinct().Order()];
}

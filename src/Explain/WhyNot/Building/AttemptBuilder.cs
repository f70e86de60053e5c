using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>One rule's closest attempt: searched first, so that rules can be ranked, then written out.</summary>
internal sealed class AttemptBuilder(
    IRuleSession session, BoundProgram program, BoundRule rule, SlotReader reader, FactLookup lookup, GraphBuilder graph, WhyNotOptions options)
{
    private readonly ExpressionReader _texts = new(session, program, rule);
    private Goal _goal = null!;
    private LiteralJudge _judge = null!;
    private BodyMatch? _match;
    private string? _groupFault;
    private bool _isCut;

    private ShortfallReader Shortfalls => field ??= new(program, rule, reader, _texts);

    /// <summary>Fewest unmet literals, then the smaller distance, then the rule's id; rules whose head does not fit last.</summary>
    public static int ByCloseness(AttemptBuilder a, AttemptBuilder b)
    {
        int order = (a._match is null).CompareTo(b._match is null);
        order = order != 0 ? order : a.Unmet.CompareTo(b.Unmet);
        order = order != 0 ? order : a.Distance.CompareTo(b.Distance);
        return order != 0 ? order : string.CompareOrdinal(a.RuleId, b.RuleId);
    }

    private string RuleId => rule.Id;

    private int Unmet => _match is null ? int.MaxValue : _match.Unmet + (_groupFault is null ? 0 : 1);

    private double Distance => (_match?.Distance ?? 0) + (_groupFault is null ? 0 : 1);

    public void Search(FactPattern pattern, StepBudget budget)
    {
        _goal = Goal.Of(rule, pattern, reader);
        if (_goal.Mismatch is not null)
        {
            return;
        }

        Bindable bindable = new(_goal.Literals, rule.Variables.Length);
        _judge = new LiteralJudge(reader, lookup, bindable.IsBindable);
        BodySearch search = new(_goal, _judge, bindable, budget, Shortfalls.RelativeOf);
        _match = search.Nearest();
        _isCut = search.IsCut;
        _groupFault = rule.IsGrouped && _match.Unmet == 0 ? GroupFault(pattern) : null;
    }

    /// <param name="follow">Answers why a premise is missing; null when this attempt is too far down the list for that.</param>
    public RuleAttempt Finish(Func<FactPattern, AbsentFact>? follow)
    {
        RuleAttempt attempt = new()
        {
            RuleId = rule.Id,
            Location = RuleTexts.LocationOf(rule),
            Doc = rule.Doc,
            Class = rule.Class,
            HeadMismatch = _goal.Mismatch,
            GroupFault = _groupFault,
            Parameters = _texts.Parameters(),
            Distance = Distance,
            IsCut = _isCut,
        };
        return _match is null ? attempt : attempt with
        {
            Bindings = Bindings(_match.Slots),
            Literals = [.. _goal.Literals.Select((literal, i) => Verdict(literal, i, follow))],
        };
    }

    /// <summary>The body has members, and yet no row of the head fits: the aggregates have another value, or none.</summary>
    private string GroupFault(FactPattern pattern)
    {
        ImmutableArray<int> keys = rule.Transforms.OfType<BoundGroup>().First().Keys;
        FactPattern ofGroup = pattern with
        {
            Arguments = [.. pattern.Arguments.Select((value, i) => rule.Head[i] is BoundVariable variable && keys.Contains(variable.Slot) ? value : null)],
        };
        Fact? row = lookup.Of(pattern.Predicate.Id).FirstOrDefault(ofGroup.Fits);
        return row is null ? "the group has members, but its aggregates give no value" : $"the group gives {row}";
    }

    private ImmutableArray<NamedValue> Bindings(ImmutableArray<Value?> slots) =>
        [.. Enumerable.Range(0, slots.Length)
            .Where(slot => slots[slot].HasValue && !rule.Variables[slot].StartsWith('_'))
            .Select(slot => new NamedValue(rule.Variables[slot], slots[slot].GetValueOrDefault().ToString()))];

    private LiteralVerdict Verdict(BoundLiteral literal, int index, Func<FactPattern, AbsentFact>? follow)
    {
        LiteralWriter writer = new(program, _texts);
        LiteralVerdict verdict = new()
        {
            Kind = index >= _goal.HeadStart ? LiteralKind.Head : KindOf(literal),
            Status = _match!.States[index],
            Text = writer.Text(literal),
            Values = _match.Facts[index]?.ToString() ?? writer.Values(literal, _match.Slots),
        };
        return verdict.Status != LiteralStatus.Failed ? verdict : literal switch
        {
            BoundAtom { IsNegated: true } absent => Denied(verdict, absent),
            BoundAtom missing => verdict with { Missing = Missing(missing, follow) },
            BoundComparison comparison => verdict with { Shortfall = Shortfalls.Of(comparison, [.. _match.Slots]), Basis = Basis(comparison), Band = Band(comparison) },
            _ => verdict,
        };
    }

    private static LiteralKind KindOf(BoundLiteral literal) =>
        literal is BoundAtom atom ? atom.IsNegated ? LiteralKind.Absence : LiteralKind.Fact : LiteralKind.Condition;

    private LiteralVerdict Denied(LiteralVerdict verdict, BoundAtom absent)
    {
        List<Fact> deniers = _judge.Matches(absent, new SlotTrail([.. _match!.Slots]));
        return verdict with { DenierCount = deniers.Count, DeniedBy = [.. deniers.Take(options.MaxFacts).Select(graph.NodeOf)] };
    }

    private AbsentFact Missing(BoundAtom atom, Func<FactPattern, AbsentFact>? follow)
    {
        BoundPredicate predicate = program.Predicates[atom.Predicate];
        FactPattern pattern = new(predicate, [.. reader.Columns(atom.Arguments, [.. _match!.Slots])]);
        return follow is not null ? follow(pattern) : new AbsentFact
        {
            Pattern = pattern.ToString(),
            IsGiven = predicate is { IsDerived: false, IsStored: false },
            Total = lookup.Of(predicate.Id).Count,
            Closest = [.. Closeness.Nearest(pattern, lookup.Of(predicate.Id), options.MaxFacts).Select(static f => f.ToString())],
            Cut = predicate.IsDerived || predicate.IsStored ? $"missing premises are followed for the {options.MaxFollowed} closest rules" : null,
        };
    }

    /// <summary>Had the rule held before, the threshold to exit would count; it did not, or it would not be asked about.</summary>
    private string? Band(BoundComparison comparison)
    {
        if (comparison.Hysteresis is not { } hysteresis)
        {
            return null;
        }

        BoundComparison exit = hysteresis.EnterOnRight ? comparison with { Right = hysteresis.Exit } : comparison with { Left = hysteresis.Exit };
        string threshold = _judge.ValueOf(hysteresis.Exit, [.. _match!.Slots])?.ToString() ?? "_";
        return _judge.Holds(exit, [.. _match.Slots])
            ? $"between both thresholds: it is past {threshold} to exit, which counts only while the rule holds"
            : $"past neither threshold: not even past {threshold} to exit";
    }

    /// <summary>Where a compared variable comes from a fact that an aggregate made: the aggregate and how many members it ran over.</summary>
    private string? Basis(BoundComparison comparison)
    {
        int[] slots = [.. BoundWalk.WithParts(comparison.Left).Concat(BoundWalk.WithParts(comparison.Right)).OfType<BoundVariable>().Select(static v => v.Slot)];
        for (int i = 0; i < _goal.Literals.Length; i++)
        {
            if (_match!.Facts[i] is { } fact && _goal.Literals[i] is BoundAtom atom && session.DerivationOf(fact) is { Members.Length: > 0 } derivation)
            {
                int column = Enumerable.Range(0, atom.Arguments.Length).FirstOrDefault(c => atom.Arguments[c] is BoundVariable v && slots.Contains(v.Slot), -1);
                if (column >= 0 && AggregateOf(program.Rules[derivation.RuleIndex], column) is { } aggregate)
                {
                    return $"{_texts.SourceText(atom.Arguments[column])} is {aggregate} over {derivation.Members.Length} member{(derivation.Members.Length == 1 ? "" : "s")}";
                }
            }
        }

        return null;
    }

    private static string? AggregateOf(BoundRule grouped, int column) =>
        grouped.Head[column] is BoundVariable variable
            ? grouped.Transforms.OfType<BoundGroup>().SelectMany(static g => g.Aggregates).Where(a => a.Slot == variable.Slot)
                .Select(static a => $"{a.Function.Name}({string.Join(", ", a.Arguments.Select(static e => RuleTexts.Of(e.Span)))})").FirstOrDefault()
            : null;
}

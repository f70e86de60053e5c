using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>A fact of one state as a statement about all: where the conditions hold and no escape does, a row with these columns is derived.</summary>
internal sealed record GeneralFact(List<string> Conditions, List<string> Escapes, Sym[] Columns)
{
    /// <summary>What is false only where the fact is certain.</summary>
    public string Unless => Smt.Or([.. Conditions.Select(Smt.Not), .. Escapes]);
}

/// <summary>Turns derivations that the engine found in one state into statements about every state, by running their rules on the solver's rows instead of facts.</summary>
internal sealed class Generaliser(Scene scene, Unfolder unfolder, SceneModel model, ReplayedState replayed)
{
    /// <summary>Members of a group beyond this are left out: the statement is then weaker, not wrong.</summary>
    private const int MaxMembers = 4;

    private readonly Dictionary<Fact, GeneralFact?> _known = [];
    private readonly ILookup<string, Row> _rows = scene.AllRows.Where(r => model.IsTrue(r.Guard)).ToLookup(r => scene.Program.Predicate(r.Predicate).Name);

    private readonly ILookup<int, Firing> _firings = scene.Firings.Where(f => model.IsTrue(f.Guard)).ToLookup(static f => f.Rule.Index);

    /// <summary>Null when a premise has no row in the scene, or a step cannot be expressed.</summary>
    public GeneralFact? Generalise(Fact fact)
    {
        if (_known.TryGetValue(fact, out GeneralFact? known))
        {
            return known;
        }

        _known[fact] = null;
        return _known[fact] = FromRow(fact) ?? FromText(fact) ?? FromDerivation(fact);
    }

    /// <summary>As <see cref="Generalise"/>, of a candidate: by the rule that proposed it, since rules of other classes may propose the same fact.</summary>
    public GeneralFact? Proposed(Candidate candidate)
    {
        if (candidate.Derivation is not { } derivation)
        {
            Row? row = _rows[candidate.Fact.Predicate].FirstOrDefault(r => r.IsGiven && model.ColumnsOf(r) is { } columns && columns.AsSpan().SequenceEqual(candidate.Fact.Arguments));
            return row is null ? null : new GeneralFact([row.Guard], [], row.Columns);
        }

        BoundRule rule = scene.Program.Bound.Rules[derivation.RuleIndex];
        if (scene.Program.CombinedColumn(rule.HeadPredicate) is not null)
        {
            return FromRow(candidate.Fact);
        }

        return FromFiring(rule, candidate.Fact) ?? (rule.IsGrouped ? null : OfRule(rule, derivation));
    }

    private GeneralFact? FromRow(Fact fact)
    {
        Row? row = _rows[fact.Predicate].FirstOrDefault(r => model.ColumnsOf(r) is { } columns && columns.AsSpan().SequenceEqual(fact.Arguments));
        row ??= replayed.IsGiven(fact) ? unfolder.Given.Find(fact) : null;
        return row is null ? null : new GeneralFact([row.Guard], [], row.Columns);
    }

    /// <summary>Where the scene already has this rule firing, its guard says all of it: what follows then follows whatever the numbers are.</summary>
    private GeneralFact? FromFiring(BoundRule rule, Fact fact) =>
        _firings[rule.Index].FirstOrDefault(f => Same(f.Columns, fact)) is { } firing ? new GeneralFact([firing.Guard], [], firing.Columns) : null;

    private bool Same(Sym[] columns, Fact fact) =>
        model.Decode(columns, scene.Program.Predicate(scene.Program.IdOf(fact.Predicate)).Types).Select((v, i) => v == fact.Arguments[i]).All(static same => same);

    private GeneralFact? FromText(Fact fact) =>
        scene.ClosedFactsOf(scene.Program.IdOf(fact.Predicate)).Contains(fact) ? new GeneralFact([], [], [.. fact.Arguments.Select(scene.Constant)]) : null;

    private GeneralFact? FromDerivation(Fact fact)
    {
        if (replayed.DerivationOf(fact) is not { } derivation || scene.Program.CombinedColumn(scene.Program.IdOf(fact.Predicate)) is not null)
        {
            return null;
        }

        BoundRule rule = scene.Program.Bound.Rules[derivation.RuleIndex];
        return rule.IsGrouped ? OfGroup(rule, derivation) : OfRule(rule, derivation);
    }

    private GeneralFact? OfRule(BoundRule rule, Derivation derivation)
    {
        GeneralFact made = new([], [], new Sym[rule.Head.Length]);
        if (Slots(rule, derivation.Premises, made) is not { } slots)
        {
            return null;
        }

        foreach (BoundLet let in rule.Transforms.OfType<BoundLet>())
        {
            slots[let.Slot] = unfolder.Expressions.Encode(let.Value, slots, made.Conditions);
        }

        for (int i = 0; i < rule.Head.Length; i++)
        {
            if (unfolder.Expressions.Encode(rule.Head[i], slots, made.Conditions) is not { } value)
            {
                return null;
            }

            made.Columns[i] = value;
        }

        return made;
    }

    /// <summary>Runs a body on the rows of its premises; conditions and escapes are added to <paramref name="made"/>.</summary>
    private Sym?[]? Slots(BoundRule rule, IReadOnlyList<Fact> premises, GeneralFact made)
    {
        Sym?[] slots = new Sym?[rule.Variables.Length];
        int next = 0;
        foreach (BoundAtom atom in rule.Body.OfType<BoundAtom>().Where(static a => !a.IsNegated))
        {
            if (Generalise(premises[next++]) is not { } premise)
            {
                return null;
            }

            made.Conditions.AddRange(premise.Conditions);
            made.Escapes.AddRange(premise.Escapes);
            Bind(atom, premise.Columns, slots, made.Conditions);
        }

        List<BoundLiteral> tests = [.. rule.Body.Where(static l => l is not BoundAtom)];
        while (tests.Count > 0)
        {
            int ready = tests.FindIndex(t => unfolder.Bodies.TryTest(t, slots, made.Conditions, isEnough: true));
            if (ready < 0)
            {
                return null;
            }

            tests.RemoveAt(ready);
        }

        foreach (BoundAtom absent in rule.Body.OfType<BoundAtom>().Where(static a => a.IsNegated))
        {
            made.Escapes.Add(unfolder.Exists(absent.Predicate, unfolder.Bodies.Pattern(absent, slots)));
        }

        return slots;
    }

    private void Bind(BoundAtom atom, Sym[] columns, Sym?[] slots, List<string> conditions)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (atom.Arguments[i] is BoundVariable variable && slots[variable.Slot] is null)
            {
                slots[variable.Slot] = columns[i];
            }
            else if (unfolder.Expressions.Encode(atom.Arguments[i], slots, conditions) is { } expected)
            {
                conditions.Add(Sym.Equal(expected, columns[i]));
            }
        }
    }

    /// <summary>A member exists, so the group has a row; its largest value is at least the member's, its smallest at most.</summary>
    private GeneralFact? OfGroup(BoundRule rule, Derivation derivation)
    {
        BoundGroup group = rule.Transforms.OfType<BoundGroup>().Last();
        GeneralFact made = new([], [], new Sym[rule.Head.Length]);
        List<Sym?[]> members = [];
        foreach (GroupMember member in Deciding(group, derivation).Take(MaxMembers))
        {
            if (Slots(rule, member.Premises, made) is not { } slots)
            {
                return null;
            }

            members.Add(slots);
        }

        Sym?[] columns = new Sym?[rule.Head.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            if (rule.Head[i] is BoundVariable key && group.Keys.Contains(key.Slot))
            {
                columns[i] = members[0][key.Slot];
                made.Conditions.AddRange(members.Skip(1).Select(m => Sym.Equal(m[key.Slot]!, columns[i]!)));
            }
        }

        string exists = unfolder.Exists(rule.HeadPredicate, columns);
        scene.Assert(Smt.Or(made.Unless, exists));
        foreach (BoundAggregate aggregate in group.Aggregates)
        {
            Bound(rule, aggregate, members, columns!, made, exists);
        }

        made.Conditions.Add(exists);
        columns.CopyTo(made.Columns, 0);
        return made;
    }

    private void Bound(BoundRule rule, BoundAggregate aggregate, List<Sym?[]> members, Sym[] columns, GeneralFact made, string exists)
    {
        int column = rule.Head.IndexOf(rule.Head.FirstOrDefault(h => h is BoundVariable v && v.Slot == aggregate.Slot)!);
        if (aggregate.Function.Name is not ("max" or "min") || scene.Program.KeyOf(rule.HeadPredicate).IsDefault || column < 0 || columns[column] is not SymScalar result)
        {
            return;
        }

        ComparisonOperator op = aggregate.Function.Name == "max" ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.LessOrEqual;
        foreach (Sym?[] member in members)
        {
            if (unfolder.Expressions.Encode(aggregate.Arguments[0], member, []) is SymScalar value)
            {
                scene.Assert(Smt.Or(made.Unless, Smt.Not(exists), Comparing.Compare(op, result.Value, value.Value)));
            }
        }
    }

    /// <summary>The members that give the results, where an aggregate picks one; otherwise the first.</summary>
    private static IEnumerable<GroupMember> Deciding(BoundGroup group, Derivation derivation)
    {
        IEnumerable<GroupMember> picked = group.Aggregates
            .Where(static a => a.Function.Name is "max" or "min" && a.Arguments[0] is BoundVariable)
            .Select(a => derivation.Members.FirstOrDefault(m => m.Bindings[((BoundVariable)a.Arguments[0]).Slot] == derivation.Bindings[a.Slot]))
            .OfType<GroupMember>();
        GroupMember[] found = [.. picked.Distinct()];
        return found.Length > 0 ? found : derivation.Members;
    }
}

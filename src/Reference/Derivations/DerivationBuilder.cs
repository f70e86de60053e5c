using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Turns substitutions of a rule's body into derivations.</summary>
internal sealed class DerivationBuilder(BoundProgram program)
{
    /// <param name="rule">The rule.</param>
    /// <param name="substitutions">Distinct and sorted.</param>
    /// <param name="frame">Gives parameters and time; its slots are overwritten.</param>
    public IEnumerable<Derivation> Build(PreparedRule rule, List<Substitution> substitutions, Frame frame) =>
        rule.Rule.IsGrouped ? BuildGrouped(rule, substitutions, frame) : BuildPlain(rule, substitutions, frame);

    private List<Derivation> BuildPlain(PreparedRule rule, List<Substitution> substitutions, Frame frame)
    {
        List<Derivation> derivations = [];
        foreach (Substitution substitution in substitutions)
        {
            frame.Slots = [.. substitution.Slots];
            Value[] head = new Value[rule.Rule.Head.Length];
            if (RuleHead.TryBuild(rule.Rule, frame, head))
            {
                derivations.Add(Derive(rule, head, substitution.Height, frame.Slots, PremisesOf(rule, substitution), []));
            }
        }

        return derivations;
    }

    private List<Derivation> BuildGrouped(PreparedRule rule, List<Substitution> substitutions, Frame frame)
    {
        List<Derivation> derivations = [];
        foreach (GroupRow row in GroupEvaluator.Run(rule.Rule, substitutions, frame))
        {
            frame.Slots = row.Slots;
            Value[] head = new Value[rule.Rule.Head.Length];
            if (RuleHead.TryBuildRow(rule.Rule, frame, head))
            {
                derivations.Add(Derive(rule, head, row.Height, row.Slots, [], MembersOf(rule, row)));
            }
        }

        return derivations;
    }

    private Derivation Derive(
        PreparedRule rule, Value[] head, int premiseHeight, Value[] slots, ImmutableArray<Fact> premises, ImmutableArray<GroupMember> members) => new()
        {
            Conclusion = new Fact(program.Predicates[rule.Rule.HeadPredicate].Name, head),
            RuleIndex = rule.Rule.Index,
            Height = premiseHeight + 1,
            Bindings = Bindings(slots, rule.BoundAtHead),
            Premises = premises,
            Members = members,
        };

    private ImmutableArray<GroupMember> MembersOf(PreparedRule rule, GroupRow row)
    {
        List<GroupMember> members = row.Members.ConvertAll(s => new GroupMember(Bindings(s.Slots, rule.BoundInMembers), PremisesOf(rule, s)));
        members.Sort(DerivationOrder.CompareMembers);
        return [.. members];
    }

    private ImmutableArray<Fact> PremisesOf(PreparedRule rule, Substitution substitution) =>
        [.. substitution.Premises.Select((row, i) => new Fact(program.Predicates[rule.Positives[i].Predicate].Name, row))];

    private static ImmutableArray<Value?> Bindings(Value[] slots, bool[] isBound)
    {
        Value?[] bindings = new Value?[slots.Length];
        for (int i = 0; i < bindings.Length; i++)
        {
            bindings[i] = isBound[i] ? slots[i] : null;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(bindings);
    }
}

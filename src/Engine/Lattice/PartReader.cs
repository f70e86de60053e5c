using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>Turns derivations and given rows into the parts of rows: how certain each is by itself.</summary>
internal sealed class PartReader(RulePlan plan, EngineState state)
{
    private readonly Dictionary<string, PlannedPredicate> _byName = plan.Predicates.ToDictionary(static p => p.Name, StringComparer.Ordinal);

    /// <summary>Null when the rule's weight is not from 0 to 1: it fails like any expression outside its domain.</summary>
    public RowPart? Of(Derivation derivation)
    {
        PlannedPredicate predicate = plan.Predicates[plan.Rules[derivation.RuleIndex].HeadPredicate];
        Value[] row = derivation.Conclusion.Arguments;
        if (predicate.Tag is not { } tag)
        {
            return new RowPart(derivation, row);
        }

        double weight = row[tag.Column].AsFloat64;
        if (weight is not (>= 0 and <= 1))
        {
            return null;
        }

        ProofSet? proofs = tag.Kind == TagKind.TopK ? ProofsOf(derivation, tag, weight) : null;
        Value[] own = [.. row];
        own[tag.Column] = Value.Float64(proofs?.Probability() ?? Flow(derivation, tag, weight));
        return new RowPart(derivation, own, proofs);
    }

    /// <exception cref="BrokenPromiseException">The certainty is not from 0 to 1.</exception>
    public RowPart OfGiven(PlannedPredicate predicate, Value[] row)
    {
        if (predicate.Tag is not { } tag)
        {
            return new RowPart(null, row);
        }

        double certainty = CertaintyOf(predicate, row);
        return new RowPart(null, row, tag.Kind == TagKind.TopK ? ProofSet.Of(new Fact(predicate.Name, row).ToString(), certainty) : null);
    }

    /// <summary>The weight with the premises' certainties: the least of them, or their product in the order of literals.</summary>
    private double Flow(Derivation derivation, BoundTag tag, double weight)
    {
        foreach (Fact premise in derivation.Premises)
        {
            PlannedPredicate predicate = _byName[premise.Predicate];
            double certainty = predicate.Tag is null ? 1 : CertaintyOf(predicate, premise.Arguments);
            weight = tag.Kind == TagKind.MaxMin ? Math.Min(weight, certainty) : weight * certainty;
        }

        return weight;
    }

    private ProofSet ProofsOf(Derivation derivation, BoundTag tag, double weight)
    {
        string firing = $"rule {plan.Rules[derivation.RuleIndex].Id} [{string.Join(", ", derivation.Bindings)}]";
        ProofSet proofs = weight < 1 ? ProofSet.Of(firing, weight) : ProofSet.Sure;
        foreach (Fact premise in derivation.Premises)
        {
            proofs = proofs.And(ProofsOf(premise), tag.Proofs);
        }

        return proofs;
    }

    private ProofSet ProofsOf(Fact premise)
    {
        PlannedPredicate predicate = _byName[premise.Predicate];
        if (predicate.Tag is null)
        {
            return ProofSet.Sure;
        }

        return state.Proofs[predicate.Id]?.GetValueOrDefault(new RowKey(premise.Arguments))
            ?? ProofSet.Of(premise.ToString(), CertaintyOf(predicate, premise.Arguments));
    }

    private static double CertaintyOf(PlannedPredicate predicate, Value[] row)
    {
        double certainty = row[predicate.Tag!.Column].AsFloat64;
        return certainty is >= 0 and <= 1
            ? certainty
            : throw new BrokenPromiseException(EvaluationDiagnostics.BadCertainty, new Fact(predicate.Name, row), certainty);
    }
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Turns derivations and given rows into the parts of rows: how certain each is by itself.</summary>
internal sealed class PartReader(BoundProgram program, EvaluationContext context)
{
    private readonly Dictionary<string, BoundPredicate> _byName = program.Predicates.ToDictionary(static p => p.Name, StringComparer.Ordinal);

    /// <summary>Null when the rule's weight is not from 0 to 1: it fails like any expression outside its domain.</summary>
    public RowPart? Of(Derivation derivation)
    {
        BoundPredicate predicate = program.Predicates[program.Rules[derivation.RuleIndex].HeadPredicate];
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

        return With(derivation, row, tag, Flow(derivation, tag, weight), tag.Kind == TagKind.TopK ? ProofsOf(derivation, tag, weight) : null);
    }

    /// <exception cref="BrokenPromiseException">The certainty is not from 0 to 1.</exception>
    public RowPart OfGiven(BoundPredicate predicate, Value[] row) => predicate.Tag switch
    {
        null => new RowPart(null, row),
        { Kind: TagKind.TopK } => new RowPart(null, row, ProofSet.Of(new BaseEvent(new Fact(predicate.Name, row).ToString(), CertaintyOf(predicate, row)))),
        _ => new RowPart(null, CertaintyOf(predicate, row) >= 0 ? row : []),
    };

    private static RowPart With(Derivation by, Value[] row, BoundTag tag, double certainty, ProofSet? proofs)
    {
        Value[] own = [.. row];
        own[tag.Column] = Value.Float64(proofs?.Probability() ?? certainty);
        return new RowPart(by, own, proofs);
    }

    /// <summary>The weight with the premises' certainties: the least of them, or their product in the order of literals.</summary>
    private double Flow(Derivation derivation, BoundTag tag, double weight)
    {
        foreach (Fact premise in derivation.Premises)
        {
            BoundPredicate predicate = _byName[premise.Predicate];
            double certainty = predicate.Tag is null ? 1 : CertaintyOf(predicate, premise.Arguments);
            weight = tag.Kind == TagKind.MaxMin ? Math.Min(weight, certainty) : weight * certainty;
        }

        return weight;
    }

    private ProofSet ProofsOf(Derivation derivation, BoundTag tag, double weight)
    {
        string firing = $"rule {program.Rules[derivation.RuleIndex].Id} [{string.Join(", ", derivation.Bindings)}]";
        ProofSet proofs = weight < 1 ? ProofSet.Of(new BaseEvent(firing, weight)) : ProofSet.Sure;
        foreach (Fact premise in derivation.Premises)
        {
            proofs = proofs.And(ProofsOf(premise), tag.Proofs);
        }

        return proofs;
    }

    private ProofSet ProofsOf(Fact premise)
    {
        BoundPredicate predicate = _byName[premise.Predicate];
        if (predicate.Tag is null)
        {
            return ProofSet.Sure;
        }

        return context.Relations[predicate.Id].Proofs?.GetValueOrDefault(new RowKey(premise.Arguments))
            ?? ProofSet.Of(new BaseEvent(premise.ToString(), CertaintyOf(predicate, premise.Arguments)));
    }

    private static double CertaintyOf(BoundPredicate predicate, Value[] row)
    {
        double certainty = row[predicate.Tag!.Column].AsFloat64;
        return certainty is >= 0 and <= 1
            ? certainty
            : throw new BrokenPromiseException(EvaluationDiagnostics.BadCertainty, new Fact(predicate.Name, row), certainty);
    }
}

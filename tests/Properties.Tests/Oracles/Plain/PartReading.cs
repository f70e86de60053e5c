using System.Globalization;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>How certain a row is by one reason alone: a rule's weight with the certainties of its premises.</summary>
internal sealed class PartReading(RuleState state)
{
    public Part OfGiven(BoundPredicate predicate, Fact row)
    {
        double certainty = predicate.Tag is null ? 1 : Certainty(predicate, row);
        return new Part(row, null, predicate.Tag?.Kind == TagKind.TopK ? ProofSet.Of(row.ToString(), certainty) : null);
    }

    /// <summary>Null when the weight is not from 0 to 1: the rule then gives nothing.</summary>
    public Part? Of(BoundRule rule, HeadRow row)
    {
        BoundPredicate predicate = state.Program.Predicates[rule.HeadPredicate];
        if (predicate.Tag is not { } tag)
        {
            return new Part(row.Head, row);
        }

        double weight = row.Head.Arguments[tag.Column].AsFloat64;
        Fact[] premises = rule.IsGrouped ? [] : row.Members[0].Premises;
        if (weight is not (>= 0 and <= 1))
        {
            return null;
        }

        ProofSet? proofs = tag.Kind == TagKind.TopK ? premises.Aggregate(Firing(rule, row, weight), (all, premise) => all.And(ProofsOf(premise), tag.Proofs)) : null;
        Value[] own = [.. row.Head.Arguments];
        own[tag.Column] = Value.Float64(proofs?.Probability() ?? premises.Select(CertaintyOf).Aggregate(weight, (all, c) => tag.Kind == TagKind.MaxMin ? Math.Min(all, c) : all * c));
        return new Part(new Fact(predicate.Name, own), row, proofs);
    }

    private static ProofSet Firing(BoundRule rule, HeadRow row, double weight) => weight < 1 ? ProofSet.Of($"rule {rule.Id} [{string.Join(", ", row.Slots)}]", weight) : ProofSet.Sure;

    private ProofSet ProofsOf(Fact premise) => state.PredicateOf(premise).Tag is null ? ProofSet.Sure : state.ProofsOf(premise) ?? ProofSet.Of(premise.ToString(), CertaintyOf(premise));

    private double CertaintyOf(Fact premise) => state.PredicateOf(premise) is { Tag: not null } predicate ? Certainty(predicate, premise) : 1;

    private static double Certainty(BoundPredicate predicate, Fact row) => row.Arguments[predicate.Tag!.Column].AsFloat64 is >= 0 and <= 1 and var certainty ? certainty
        : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{row} has a certainty that is not from 0 to 1: the transaction cannot have been committed"));
}

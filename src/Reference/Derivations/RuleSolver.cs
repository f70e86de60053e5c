using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Every derivation of one rule in one state.</summary>
internal sealed class RuleSolver(BoundProgram program)
{
    private readonly DerivationBuilder _builder = new(program);

    /// <summary>In no particular order; empty when the budget is spent.</summary>
    /// <param name="rule">Any rule: what it does with its head is the caller's affair.</param>
    /// <param name="context">The state.</param>
    /// <param name="budget">Substitutions held.</param>
    /// <param name="failures">Receives failed literals, by rule index.</param>
    /// <param name="rows">Those that its positive literals may match, in source order; null for all.</param>
    public List<Derivation> Solve(PreparedRule rule, EvaluationContext context, Budget budget, long[] failures, RowRange[]? rows = null)
    {
        CollectSink sink = new(rule, budget);
        Frame frame = rule.NewFrame(context, sink);
        Ranges.SetWhole(rule, frame);
        rows?.CopyTo(frame.Ranges, 0);
        rule.Whole.Run(frame);
        List<Substitution> substitutions = budget.IsExceeded ? [] : sink.ToDistinct();
        List<Derivation> derivations = [.. _builder.Build(rule, substitutions, frame)];
        failures[rule.Rule.Index] += frame.Failures + (rule.Rule.IsGrouped ? 0 : substitutions.Count - derivations.Count);
        return derivations;
    }
}

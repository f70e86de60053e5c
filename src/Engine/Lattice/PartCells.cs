using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>What one derivation by a rule, or one given row, gives to a combined row of numbers, as a cell.</summary>
internal sealed class PartCells
{
    private readonly NumberCombiner _combiner;
    private readonly EngineState _state;

    /// <summary>The premises that carry certainty, in the order of literals.</summary>
    private readonly (int Ordinal, Table Premise)[] _certain;

    public PartCells(RuleRunner rule, NumberCombiner combiner, EngineState state)
    {
        (_combiner, _state) = (combiner, state);
        _certain = [.. rule.Rule.Positives.Select((predicate, ordinal) => (ordinal, state.Relations[predicate])).Where(static pair => pair.Item2.Predicate.Tag is not null)];
    }

    /// <summary>What a given row of a combined predicate gives.</summary>
    /// <exception cref="BrokenPromiseException">A certainty is not from 0 to 1.</exception>
    public static long OfGiven(Table target, int row, NumberCombiner combiner, EngineState state) =>
        combiner.IsCertainty ? BitConverter.DoubleToInt64Bits(Certainty(target, row, state)) : target.Cell(row, combiner.Column);

    /// <summary>What a derivation gives, whose head and matched rows are in the frame: the head's column, or its weight with the certainties of its premises. False when the weight is not from 0 to 1.</summary>
    /// <exception cref="BrokenPromiseException">A premise's certainty is not from 0 to 1.</exception>
    public bool TryRead(Frame frame, out long part)
    {
        part = frame.Head[_combiner.Column];
        if (!_combiner.IsCertainty)
        {
            return true;
        }

        double weight = CellOps.Float(part);
        if (weight is not (>= 0 and <= 1))
        {
            return false;
        }

        foreach ((int ordinal, Table premise) in _certain)
        {
            double certainty = Certainty(premise, frame.Matched[ordinal], _state);
            weight = _combiner.IsWeakest ? Math.Min(weight, certainty) : weight * certainty;
        }

        part = BitConverter.DoubleToInt64Bits(weight + 0.0);
        return true;
    }

    /// <summary>Puts what the derivation gives into the head; false as in <see cref="TryRead"/>.</summary>
    public bool TryPlace(Frame frame)
    {
        bool isPart = TryRead(frame, out long part);
        frame.Head[_combiner.Column] = part;
        return isPart;
    }

    private static double Certainty(Table table, int row, EngineState state)
    {
        double certainty = CellOps.Float(table.Cell(row, table.Predicate.Tag!.Column));
        return certainty is >= 0 and <= 1
            ? certainty
            : throw new BrokenPromiseException(EvaluationDiagnostics.BadCertainty, table.FactOf(row, state.Interner), certainty);
    }
}

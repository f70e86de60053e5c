using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>The negated atoms of a rule, and which cells say what each of them looked for: variables and parameters; constants and wildcards are known from the rule.</summary>
/// <remarks>Cells are recorded, not worked out again from the premises: those may have been replaced by the time somebody asks.</remarks>
internal sealed class AbsentAtoms
{
    private readonly RequireAbsent[] _atoms;
    private readonly EngineState _state;

    public AbsentAtoms(PlannedRule rule, EngineState state)
    {
        _state = state;
        _atoms = rule.IsGrouped ? [] : [.. rule.Whole.OfType<RequireAbsent>().OrderBy(static atom => atom.Literal)];
        Keys = [.. _atoms.SelectMany(static atom => atom.Pattern.Keys).Where(static key => key is not BoundConstant)];
        Kinds = [.. Keys.Select(key => key is BoundVariable variable ? rule.SlotKinds[variable.Slot] : state.ParamKinds[((BoundParameter)key).Index])];
    }

    /// <summary>Where each recorded cell comes from: a variable or a parameter.</summary>
    public BoundExpression[] Keys { get; }

    /// <summary>What each recorded cell means.</summary>
    public CellKind[] Kinds { get; }

    /// <summary>Puts the cells of an interpreted substitution into its frame; false when a value is not of its slot's kind.</summary>
    public bool TryRead(Frame frame)
    {
        for (int i = 0; i < Keys.Length; i++)
        {
            if (Keys[i] is BoundVariable variable)
            {
                if (!_state.Interner.TryEncode(frame.Slots[variable.Slot], Kinds[i], out frame.Absent[i]))
                {
                    return false;
                }
            }
            else
            {
                frame.Absent[i] = _state.ParamCells[((BoundParameter)Keys[i]).Index];
            }
        }

        return true;
    }

    /// <summary>What was absent, in the order of the body.</summary>
    /// <param name="cellOf">A recorded cell by its number.</param>
    public ImmutableArray<AbsentPattern> Decode(Func<int, long> cellOf)
    {
        ImmutableArray<AbsentPattern>.Builder patterns = ImmutableArray.CreateBuilder<AbsentPattern>(_atoms.Length);
        int next = 0;
        foreach (RequireAbsent atom in _atoms)
        {
            Value?[] arguments = new Value?[atom.Pattern.Arity];
            for (int i = 0; i < atom.Pattern.Keys.Length; i++)
            {
                arguments[atom.Pattern.KeyColumns[i]] = atom.Pattern.Keys[i] is BoundConstant constant ? constant.Value : _state.Interner.Decode(cellOf(next), Kinds[next++]);
            }

            patterns.Add(new AbsentPattern(_state.Relations[atom.Predicate].Predicate.Name, [.. arguments]));
        }

        return patterns.MoveToImmutable();
    }
}

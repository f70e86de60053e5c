using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Finds how far a veto is from lifting: the nearest threshold in its proof, looked for a few levels down.</summary>
internal sealed class LiftFinder(IRuleSession session, BoundProgram program, SlotReader reader)
{
    /// <summary>Derivations looked at for one veto; behind that the nearest so far is told.</summary>
    private const int MaxDerivations = 32;

    private int _looked;
    private VetoLift? _nearest;

    /// <summary>Null when no comparison of numbers or times stands in the proof.</summary>
    public VetoLift? Of(Fact veto, int depth)
    {
        (_looked, _nearest) = (0, null);
        Look(veto, veto.ToString(), depth);
        return _nearest;
    }

    private void Look(Fact fact, string veto, int room)
    {
        if (room == 0 || _looked == MaxDerivations || session.DerivationOf(fact) is not { Stored: null } derivation)
        {
            return;
        }

        _looked++;
        BoundRule rule = program.Rules[derivation.RuleIndex];
        if (rule.IsGrouped)
        {
            return; // one member less need not end a group
        }

        ShortfallReader shortfalls = new(program, rule, reader, new ExpressionReader(session, program, rule));
        foreach (BoundComparison comparison in rule.Body.OfType<BoundComparison>().Where(IsThreshold))
        {
            Offer(veto, rule, shortfalls.Of(Opposite(comparison), [.. derivation.Bindings]));
        }

        foreach (Fact premise in derivation.Premises)
        {
            Look(premise, veto, room - 1);
        }
    }

    private void Offer(string veto, BoundRule rule, Shortfall? change)
    {
        if (change is not null && (_nearest is null || change.Relative < _nearest.Change.Relative))
        {
            _nearest = new VetoLift(veto, rule.Id, change);
        }
    }

    private static bool IsThreshold(BoundComparison comparison) => comparison.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual);

    /// <summary>What must hold for the comparison to fail; with hysteresis the threshold to exit counts, for the veto stands already.</summary>
    private static BoundComparison Opposite(BoundComparison comparison)
    {
        BoundComparison leaving = comparison.Hysteresis is not { } hysteresis ? comparison
            : hysteresis.EnterOnRight ? comparison with { Right = hysteresis.Exit } : comparison with { Left = hysteresis.Exit };
        return leaving with
        {
            Operator = comparison.Operator switch
            {
                ComparisonOperator.Less => ComparisonOperator.GreaterOrEqual,
                ComparisonOperator.LessOrEqual => ComparisonOperator.Greater,
                ComparisonOperator.Greater => ComparisonOperator.LessOrEqual,
                ComparisonOperator.GreaterOrEqual => ComparisonOperator.Less,
                _ => throw new System.Diagnostics.UnreachableException(),
            },
        };
    }
}

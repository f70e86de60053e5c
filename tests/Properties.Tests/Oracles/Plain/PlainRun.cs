using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Transactions one after another, each state derived from nothing but the given rows and what the state before remembers.</summary>
internal sealed class PlainRun
{
    private const long MaxSubstitutions = 10_000_000;
    private const int MaxSteps = 100;

    private readonly BoundProgram _program;
    private readonly GivenRows _given;
    private readonly Dictionary<BoundRule, int[]> _orders = [];

    public PlainRun(BoundProgram program)
    {
        (_program, _given) = (program, new GivenRows(program));
        State = Settled(EventTime.Zero, null);
    }

    public RuleState State { get; private set; }

    /// <summary>The first moment after one at which something changes although nothing is given; null when there is none.</summary>
    public Int128? NextDue(EventTime after) => _given.Due.Concat(State.Due).Where(d => d > after.Nanoseconds).Select(static d => (Int128?)d).Min();

    public void Commit(EventTime at, IEnumerable<FactChange> changes)
    {
        _given.Begin(at);
        foreach (FactChange change in changes)
        {
            _given.Apply(change, at);
        }

        State = Settled(at, State);
    }

    /// <summary>The state once no rule changes what is stored any more. Each step looks back at the transaction before, not at the step before.</summary>
    private RuleState Settled(EventTime at, RuleState? before)
    {
        for (int step = 1; step <= MaxSteps + 1; step++)
        {
            RuleState state = new(_program, _given, new Expressions([.. _program.Params.Select(static p => p.Value)], at), _orders, MaxSubstitutions, before);
            if (!new StateStep(state, _given).Apply())
            {
                return state;
            }
        }

        throw new InvalidOperationException($"stored rows still change after {MaxSteps} steps");
    }
}

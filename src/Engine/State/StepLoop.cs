using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>One transaction: evaluates, lets the state rules change what is stored, and evaluates again until they change nothing more.</summary>
/// <remarks>
/// A step does not go on from the one before: relations are rolled back, the given rows are put as the step wants them, and the change since the transaction's
/// beginning is evaluated. So histories see one change per transaction, and rolling back is what it always is. A transaction without state changes is evaluated once.
/// </remarks>
internal sealed class StepLoop(RulePlan plan, EngineState state, RuleEvaluator evaluator, StateRules rules, GivenTransaction transaction, SessionLimits limits)
{
    /// <summary>False where no rule changes state: then nothing is stored either.</summary>
    public bool HasRules => rules.Any;

    /// <param name="isFirst">Everything is computed.</param>
    /// <param name="nowMoved">Event time is another than before.</param>
    /// <param name="paramsMoved">Some parameter is another than before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public StepResult Run(bool isFirst, bool nowMoved, bool paramsMoved)
    {
        transaction.PairRows();
        if (!evaluator.TryEvaluate(isFirst, nowMoved, paramsMoved, limits.MaxCreatedFacts))
        {
            return Failed();
        }

        return rules.Any && MayChange(isFirst, nowMoved, paramsMoved) ? RunSteps(isFirst, nowMoved, paramsMoved) : StepResult.Committed;
    }

    /// <summary>False when the state rules surely change nothing; asked once after each fixpoint.</summary>
    private bool MayChange(bool isFirst, bool nowMoved, bool paramsMoved)
    {
        if (evaluator.Wanted.IsFollowed)
        {
            evaluator.Wanted.Advance(isFirst, nowMoved, paramsMoved);
        }

        return !evaluator.Wanted.IsFollowed || evaluator.Wanted.MayChange(transaction, limits.MaxCreatedFacts);
    }

    private StepResult RunSteps(bool isFirst, bool nowMoved, bool paramsMoved)
    {
        SortedSet<int> acted = [];
        for (int step = 1; ; step++)
        {
            Budget budget = new();
            budget.Reset(limits.MaxCreatedFacts);
            if (rules.TryRead(new StoredOrigin(state.Now, state.Sequence, step, [.. state.Params]), budget) is not { } changes)
            {
                return new StepResult(TransactionOutcome.BudgetExceeded);
            }

            if (rules.ConflictOf(changes) is { } conflict)
            {
                return new StepResult(TransactionOutcome.StateConflict, conflict);
            }

            List<(int Predicate, Fact Fact, Derivation? By)> wanted = Wanted(changes, acted);
            if (wanted.Count == 0)
            {
                return new StepResult(TransactionOutcome.Committed, null, step - 1, [.. acted]);
            }

            if (step > limits.MaxStateSteps)
            {
                return new StepResult(TransactionOutcome.StepsExceeded, TooManySteps(acted));
            }

            Apply(wanted);
            if (!evaluator.TryEvaluate(isFirst, nowMoved, paramsMoved, limits.MaxCreatedFacts))
            {
                return Failed();
            }

            if (!MayChange(isFirst, nowMoved, paramsMoved))
            {
                return new StepResult(TransactionOutcome.Committed, null, step, [.. acted]);
            }
        }
    }

    /// <summary>The rows after are (the rows before - retracted) + asserted; what is there already is no change.</summary>
    private List<(int Predicate, Fact Fact, Derivation? By)> Wanted(StepChanges changes, SortedSet<int> acted)
    {
        List<(int, Fact, Derivation?)> wanted = [];
        foreach ((Fact fact, int rule) in changes.Retracts)
        {
            int predicate = plan.Rules[rule].HeadPredicate;
            if (!changes.Asserts.ContainsKey(fact) && transaction.IsThere(predicate, fact.Arguments))
            {
                wanted.Add((predicate, fact, null));
                acted.Add(rule);
            }
        }

        foreach ((Fact fact, Derivation by) in changes.Asserts)
        {
            int predicate = plan.Rules[by.RuleIndex].HeadPredicate;
            if (!transaction.IsThere(predicate, fact.Arguments))
            {
                wanted.Add((predicate, fact, by));
                acted.Add(by.RuleIndex);
            }
        }

        return wanted;
    }

    private void Apply(List<(int Predicate, Fact Fact, Derivation? By)> wanted)
    {
        List<GivenTransaction.KeyRow> kept = transaction.Keep();
        evaluator.RollBack();
        state.Log?.RollBack();
        transaction.Restore(kept);
        foreach ((int predicate, Fact fact, Derivation? by) in wanted)
        {
            transaction.ApplyByRule(predicate, fact.Arguments, by);
        }

        transaction.PairRows();
    }

    private StepResult Failed() => evaluator.Problem is { } broken ? new StepResult(broken) : new StepResult(TransactionOutcome.BudgetExceeded);

    private string TooManySteps(SortedSet<int> acted) =>
        BrokenPromise.Of(EvaluationDiagnostics.StepsExceeded, limits.MaxStateSteps, string.Join(", ", acted.Select(index => $"'{plan.Rules[index].Id}'"))).Message;
}

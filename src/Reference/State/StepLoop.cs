using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>One transaction: evaluates, lets the state rules change what is stored, and evaluates again until they change nothing more.</summary>
internal sealed class StepLoop(BoundProgram program, ReferenceEvaluator evaluator, SessionLimits limits)
{
    private readonly StateRules _stateRules = new(program, evaluator.Rules);

    /// <param name="given">Given and stored rows; the changes from outside are applied.</param>
    /// <param name="transaction">Receives what rules change, so that it can be taken back.</param>
    /// <param name="before">The state before; null to compute everything.</param>
    /// <param name="inputs">What changed since.</param>
    /// <param name="parameters">By index.</param>
    /// <param name="at">The transaction's event time.</param>
    /// <param name="sequence">The transaction's number.</param>
    /// <param name="failures">Receives failed literals, by rule index.</param>
    public StepResult Run(
        GivenFacts[] given, GivenTransaction transaction, EvaluatedState? before, InputChanges inputs, Value[] parameters, EventTime at, long sequence, long[] failures)
    {
        try
        {
            StepResult steps = RunSteps(given, transaction, before, inputs, parameters, at, sequence, failures);
            return steps.State is { } state && PromiseChecker.FindBroken(program, state.Relations) is { } broken ? throw new BrokenPromiseException(broken) : steps;
        }
        catch (BrokenPromiseException broken)
        {
            return new StepResult(null, TransactionOutcome.PromiseBroken, broken.Promise.Message, Code: broken.Promise.Code);
        }
    }

    private StepResult RunSteps(
        GivenFacts[] given, GivenTransaction transaction, EvaluatedState? before, InputChanges inputs, Value[] parameters, EventTime at, long sequence, long[] failures)
    {
        StepApplier applier = new(program, given, transaction);
        for (int step = 1; ; step++)
        {
            // Each step starts from the state before the transaction, so that histories see one change per transaction and none in between.
            EvaluatedState? state = evaluator.TryEvaluate(given, before, inputs, parameters, at, limits.MaxCreatedFacts, failures);
            if (state is null)
            {
                return new StepResult(null, TransactionOutcome.BudgetExceeded);
            }

            if (!_stateRules.Any)
            {
                return new StepResult(state, TransactionOutcome.Committed);
            }

            Budget budget = new(limits.MaxCreatedFacts);
            StepChanges? changes = _stateRules.TryRead(new EvaluationContext(state.Relations, parameters, at, before?.Episodes ?? evaluator.NoEpisodes()), new StoredOrigin(at, sequence, step, [.. parameters]), budget, failures);
            if (changes is null)
            {
                return new StepResult(null, TransactionOutcome.BudgetExceeded);
            }

            if (applier.ConflictOf(changes) is { } conflict)
            {
                return new StepResult(null, TransactionOutcome.StateConflict, conflict);
            }

            if (!applier.Apply(changes))
            {
                return new StepResult(state, TransactionOutcome.Committed, null, step - 1, applier.Rules);
            }

            if (step > limits.MaxStateSteps)
            {
                return new StepResult(null, TransactionOutcome.StepsExceeded, TooManySteps(applier));
            }

            inputs = inputs with { Given = transaction.ChangedPredicates(given.Length, evaluator.TimesMatter), Asserted = transaction.Asserted(given.Length) };
        }
    }

    private string TooManySteps(StepApplier applier) =>
        BrokenPromise.Of(EvaluationDiagnostics.StepsExceeded, limits.MaxStateSteps, string.Join(", ", applier.Rules.Select(index => $"'{program.Rules[index].Id}'"))).Message;
}

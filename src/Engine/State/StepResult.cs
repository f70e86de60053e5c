using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>How the steps of a transaction ended.</summary>
/// <remarks>A class: nearly every transaction ends the same way, and one reference is handed on faster than a row of fields.</remarks>
/// <param name="Outcome">Anything but <see cref="TransactionOutcome.Committed"/> must be rolled back.</param>
/// <param name="Problem">A sentence for people; null when there is nothing to add.</param>
/// <param name="Steps">Steps that changed something.</param>
/// <param name="Rules">State rules that changed something, ascending.</param>
/// <param name="Code">Of the promise that was broken; null for every other outcome.</param>
internal sealed record StepResult(TransactionOutcome Outcome, string? Problem, int Steps, ImmutableArray<int> Rules, string? Code = null)
{
    /// <summary>Derived, and no rule changed what is stored.</summary>
    public static readonly StepResult Committed = new(TransactionOutcome.Committed);

    public StepResult(TransactionOutcome outcome, string? problem = null)
        : this(outcome, problem, 0, [])
    {
    }

    public StepResult(BrokenPromise broken)
        : this(TransactionOutcome.PromiseBroken, broken.Message, 0, [], broken.Code)
    {
    }
}

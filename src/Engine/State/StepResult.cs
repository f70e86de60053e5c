using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>How the steps of a transaction ended.</summary>
/// <param name="Outcome">Anything but <see cref="TransactionOutcome.Committed"/> must be rolled back.</param>
/// <param name="Problem">A sentence for people; null when there is nothing to add.</param>
/// <param name="Steps">Steps that changed something.</param>
/// <param name="Rules">State rules that changed something, ascending.</param>
/// <param name="Code">Of the promise that was broken; null for every other outcome.</param>
internal readonly record struct StepResult(TransactionOutcome Outcome, string? Problem, int Steps, ImmutableArray<int> Rules, string? Code = null)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StepResult(TransactionOutcome outcome, string? problem = null)
        : this(outcome, problem, 0, [])
    {
    }

    public StepResult(BrokenPromise broken)
        : this(TransactionOutcome.PromiseBroken, broken.Message, 0, [], broken.Code)
    {
    }
}

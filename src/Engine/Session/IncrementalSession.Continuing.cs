using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <content>Sessions that begin where another one of nearly the same program stands.</content>
public sealed partial class IncrementalSession
{
    /// <summary>Starts a session in the state that it would have had it been given all that another was given: what means the same is copied, the rest is derived from it.</summary>
    /// <param name="plan">The program.</param>
    /// <param name="limits">Of the new session.</param>
    /// <param name="source">A session that nothing runs on meanwhile; it goes on unchanged, but what its last transaction showed is no longer valid.</param>
    /// <param name="same">Names of predicates that mean the same in both programs: declaration, facts, rules, parameters and all that they rest on.</param>
    /// <param name="options">How the new session works.</param>
    /// <returns>
    /// Null where the state is more than rows and what follows from them (windows, expiry, stored rows, combined rows, times of rows, promises), where others than its program gave rows of a predicate that
    /// changed, or took some, or where the budget is exceeded: begin with <see cref="IncrementalSession(RulePlan, SessionLimits, IReadOnlyList{Fact}?, SessionOptions?)"/> then.
    /// </returns>
    public static IncrementalSession? TryContinue(RulePlan plan, SessionLimits limits, IncrementalSession source, IReadOnlySet<string> same, SessionOptions options)
    {
        source.RequireClosed();
        if (!source.IsOnlyRows || source._state.Relations.Any(t => t.WasTold && !same.Contains(t.Predicate.Name)))
        {
            return null;
        }

        source._evaluator.Commit(); // rows that went are no more
        IncrementalSession next = new(plan, limits, options, source._state.Interner.Copy());
        return next.IsOnlyRows && next.TryTakeOver(source, same) ? next : null;
    }

    /// <summary>Says that the last transaction was at an earlier time than it was, and that rows told later were told then: for a session that is to be told earlier changes again.</summary>
    /// <exception cref="InvalidOperationException">A transaction is open, or the state depends on when rows were told.</exception>
    public void GoBackTo(EventTime at)
    {
        RequireClosed();
        if (!IsOnlyRows)
        {
            throw new InvalidOperationException("the state depends on when rows were told");
        }

        _evaluator.Commit();
        foreach (Table table in _state.Relations)
        {
            table.LimitTimes(at.Nanoseconds);
        }

        (_state.Now, _state.NowBefore) = (at, at);
    }

    /// <summary>True when the given rows say all: no time, no memory, no promises that are kept by what came and went, no rows that are combined.</summary>
    private bool IsOnlyRows => _state.Past.IsTimeless && !_evaluator.HasMemory && !_steps.HasRules && _promises is null && !_plan.Predicates.Any(static p => p.IsCombined || p.Tag is not null);

    private bool TryTakeOver(IncrementalSession source, IReadOnlySet<string> same)
    {
        bool[] isKept = new bool[_plan.Predicates.Length];
        foreach (Table table in _state.Relations.Where(t => same.Contains(t.Predicate.Name)))
        {
            if (!source._tables.TryGetValue(table.Predicate.Name, out Table? from) || !table.TryCopy(from))
            {
                return false;
            }

            isKept[table.Predicate.Id] = true;
        }

        (_state.Now, _state.NowBefore) = (source.Now, source.Now);
        _evaluator.Keep(isKept);
        Open(source.Now, source.Now);
        AssertAll([.. _plan.Facts.Where(f => !isKept[_tables[f.Predicate].Predicate.Id])]);
        TransactionView first = Commit(isFirst: true);
        InitialSummary = first.ToSummary();
        foreach (Table table in _state.Relations.Where(t => !isKept[t.Predicate.Id]))
        {
            table.ForgetTold();
        }

        return first.Outcome == TransactionOutcome.Committed;
    }
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>What the rules that change state ask for in one state, put into the stored rows all at once (ADR 57).</summary>
/// <param name="words">The moment, as proofs of stored rows say it.</param>
internal sealed class StateStep(RuleState state, GivenRows given, string words)
{
    /// <summary>Rows after = (rows before - retracted) + asserted. False when everything is as asked already: the transaction is settled.</summary>
    public bool Apply()
    {
        ILookup<Fact, StoredBy> asserted = Rows(RuleEffect.Assert).ToLookup(static s => s.Row.Head);
        RefuseConflicts([.. asserted.Select(static a => a.Key)]);
        List<Fact> retracted = [.. Rows(RuleEffect.Retract).Select(static s => s.Row.Head).Distinct().Where(f => !asserted.Contains(f) && given.Find(f) is not null)];
        List<IGrouping<Fact, StoredBy>> stored = [.. asserted.Where(a => given.Find(a.Key) is null)];
        retracted.ForEach(f => given.Apply(FactChange.Retract(f), state.Expressions.Now, null));
        stored.ForEach(a => given.Put(new GivenRow(a.Key, state.Expressions.Now, null, [.. a])));
        return retracted.Count + stored.Count > 0;
    }

    private IEnumerable<StoredBy> Rows(RuleEffect effect) => state.Program.Rules.Where(r => r.Effect == effect)
        .SelectMany(rule => state.RowsOf(rule).Select(row => new StoredBy(rule, row, state.Expressions, words)));

    private void RefuseConflicts(List<Fact> rows)
    {
        if (rows.GroupBy(given.KeyOf).FirstOrDefault(static g => g.Count() > 1) is { } one)
        {
            throw new CheckFault("", "program", $"{string.Join(" and ", one)} are asserted in one step, but they have one key: the transaction cannot have been committed");
        }
    }
}

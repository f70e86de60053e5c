using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>What the rules that change state ask for in one state, put into the stored rows all at once (ADR 57).</summary>
internal sealed class StateStep(RuleState state, GivenRows given)
{
    /// <summary>Rows after = (rows before - retracted) + asserted. False when everything is as asked already: the transaction is settled.</summary>
    public bool Apply()
    {
        List<Fact> asserted = Rows(RuleEffect.Assert);
        RefuseConflicts(asserted);
        List<Fact> retracted = Rows(RuleEffect.Retract).FindAll(f => !asserted.Contains(f) && given.Find(f) is not null);
        List<Fact> stored = asserted.FindAll(f => given.Find(f) is null);
        retracted.ForEach(f => given.Apply(FactChange.Retract(f), state.Expressions.Now));
        stored.ForEach(f => given.Put(new GivenRow(f, state.Expressions.Now)));
        return retracted.Count + stored.Count > 0;
    }

    private List<Fact> Rows(RuleEffect effect) => [.. state.Program.Rules.Where(r => r.Effect == effect).SelectMany(state.RowsOf).Select(static row => row.Head).Distinct()];

    private void RefuseConflicts(List<Fact> rows)
    {
        if (rows.GroupBy(given.KeyOf).FirstOrDefault(static g => g.Count() > 1) is { } one)
        {
            throw new InvalidOperationException($"{string.Join(" and ", one)} are asserted in one step, but they have one key: the transaction cannot have been committed");
        }
    }
}

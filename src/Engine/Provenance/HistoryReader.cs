using System.Collections.Immutable;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Reads the log of derivations for one fact.</summary>
internal sealed class HistoryReader(RulePlan plan, EngineState state, FixedHeights heights)
{
    public FactHistory Read(ProvenanceLog log, int predicate, Fact fact)
    {
        long[] cells = new long[fact.Arguments.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            if (!state.Interner.TryFind(fact.Arguments[i], plan.Predicates[predicate].KindOf(i), out cells[i]))
            {
                return new FactHistory([], log.First == 0);
            }
        }

        ImmutableArray<DerivationEvent>.Builder events = ImmutableArray.CreateBuilder<DerivationEvent>();
        for (long number = log.First; number < log.Next; number++)
        {
            ref readonly ProvenanceLog.Record record = ref log.At(number);
            if (plan.Rules[record.Rule].HeadPredicate == predicate && log.HasHead(record, cells))
            {
                events.Add(new DerivationEvent(record.Sequence, record.At, record.Rule, record.Sign > 0, heights.Of(predicate), Premises(log, record), log.AbsentIn(record)));
            }
        }

        return new FactHistory(events.ToImmutable(), log.First == 0);
    }

    private ImmutableArray<Fact?> Premises(ProvenanceLog log, in ProvenanceLog.Record record)
    {
        Fact?[] premises = new Fact?[record.Premises];
        for (int i = 0; i < premises.Length; i++)
        {
            Table table = state.Relations[plan.Rules[record.Rule].Positives[i]];
            (int row, uint version) = log.Premise(record, i);
            premises[i] = table.VersionOf(row) == version && table.IsIn(row, RowView.Both) ? table.FactOf(row, state.Interner) : null;
        }

        return [.. premises];
    }
}

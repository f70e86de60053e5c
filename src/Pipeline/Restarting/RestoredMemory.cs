using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What agendas remember of what earlier runs emitted: what is recorded, and what is known of it by following the past. Single-threaded.</summary>
/// <remarks>
/// Agendas of its own resolve each transaction that a session is told of the past. Where one of them emitted last what the journal says was emitted last, it knows how
/// the episode went on: still open, over, or waiting for its cooldown. Where it did not (other rules were in force, or the past begins later), an action that wins at the
/// end is taken for the open episode. After a longer silence nobody knows what has become of an episode, and it stays open until its action has won once (docs/adr/0100).
/// </remarks>
internal sealed class RestoredMemory(BoundProgram program)
{
    private readonly DecisionAgenda[] _agendas = [.. program.Decides.Select((_, i) => new DecisionAgenda(program, i))];

    /// <summary>Takes a transaction of the past, right after it.</summary>
    public void Seen(IRuleSession session, TransactionResult transaction) => Array.ForEach(_agendas, agenda => agenda.Resolve(session, transaction));

    /// <summary>By <c>decide</c> statement.</summary>
    /// <param name="emitted">What the journal says was emitted.</param>
    /// <param name="session">In the state at the end of the past.</param>
    /// <param name="past">What was taken over.</param>
    public ImmutableArray<AgendaMemory> Of(EmissionLedger emitted, IRuleSession session, TakenPast past)
    {
        ImmutableArray<AgendaMemory> memory = emitted.ToMemory(program);
        return past.IsBridged ? [.. memory.Select((m, i) => Settled(m, _agendas[i].Memory, new DecisionAgenda(program, i).Resolve(session, past.At, past.Sequence)))] : memory;
    }

    private static AgendaMemory Settled(AgendaMemory recorded, AgendaMemory followed, AgendaResult atTheEnd) => recorded with
    {
        Episodes = [.. recorded.Episodes.Select(e => Settled(e, followed.Episodes.FirstOrDefault(f => IsOfKey(f.Key, e.Key)), atTheEnd))],
        NonDecisions = followed.NonDecisions,
    };

    private static RememberedEpisode Settled(RememberedEpisode recorded, RememberedEpisode? followed, AgendaResult atTheEnd)
    {
        bool isKnown = followed is not null && followed.LastEmission == recorded.LastEmission;
        bool isOpen = isKnown ? followed!.Emitted is not null && followed.Action == recorded.Action : atTheEnd.Decisions.Any(d => IsOfKey(d.Key, recorded.Key) && d.Action == recorded.Action);
        return isOpen ? recorded with { IsOfEarlierRun = false } : new RememberedEpisode(recorded.Key, null, null, recorded.LastEmission);
    }

    private static bool IsOfKey(ImmutableArray<Value> a, ImmutableArray<Value> b) => a.AsSpan().SequenceEqual(b.AsSpan());
}

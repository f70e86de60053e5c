using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Rules that follow a run beside the live ones, in the state that they would have had they been told the same from <see cref="Since"/> on. They emit nothing.</summary>
/// <remarks>
/// Made and driven on one background thread until they are offered to the tick thread (<see cref="TickPipeline.Offer"/>), which owns them from then on.
/// Rules that a switch replaced come back as warm rules, so the way back is as short as the way there.
/// </remarks>
public sealed class WarmRules
{
    private readonly AgendaResult[] _results;
    private readonly List<Decision> _emitted = [];
    private readonly List<DecisionProof> _proofs = [];

    /// <summary>Compiles the rules and starts their session with the facts of their text.</summary>
    internal WarmRules(BoundProgram program, RuleEngineKind engine, long maxCreatedFacts, EmittedCode code)
        : this(new DecidingRules(program, engine, maxCreatedFacts, code))
    {
    }

    internal WarmRules(DecidingRules rules)
    {
        Deciding = rules;
        _results = [.. rules.Agendas.Select(static _ => new AgendaResult { At = EventTime.Zero, Sequence = 0, Decisions = [], NonDecisions = [] })];
    }

    public BoundProgram Program => Deciding.Program;

    public IRuleSession Session => Deciding.Rules.Session;

    /// <summary>The live transaction whose rows they began with; 0 when they follow from the beginning of the run.</summary>
    public long Since { get; internal set; }

    /// <summary>The record of the journal before which nothing of their past was read; 0 for the beginning of the run's past.</summary>
    internal long PastFrom { get; set; }

    /// <summary>The event time before which they know nothing of the past but the rows that stood then; the least time when they follow from the beginning.</summary>
    public EventTime KnowsFrom { get; internal set; } = new(long.MinValue);

    /// <summary>Why the journal told them nothing of what lies before the tape, so that they warm; null when it did, or was not asked.</summary>
    public Diagnostic? PastProblem { get; internal set; }

    /// <summary>Why they cannot be used, such as a transaction that exceeded its budget; null while they can.</summary>
    public string? Problem { get; private set; }

    /// <summary>By <c>decide</c> statement: its last word.</summary>
    public IReadOnlyList<AgendaResult> Results => _results;

    /// <summary>The last word of a <c>decide</c> statement; null when there is none of this name.</summary>
    public AgendaResult? ResultOf(string name) => Array.FindIndex(Deciding.Agendas, a => a.Name == name) is >= 0 and int index ? _results[index] : null;

    /// <summary>What the last transaction followed, and the timers before it, would have emitted.</summary>
    public IReadOnlyList<Decision> Emitted => _emitted;

    /// <summary>Event time of the last transaction.</summary>
    public EventTime At => Deciding.Rules.Session.Now;

    /// <summary>True when their state was taken over from others that followed, as far as it means the same.</summary>
    public bool IsContinued { get; internal init; }

    /// <summary>True when what they would emit is compared: then proofs are taken.</summary>
    public bool IsCompared { get; set; }

    internal DecidingRules Deciding { get; }

    /// <summary>Where they stand on the tape, while the tick thread is offered them; nowhere while they follow with all others.</summary>
    internal TapeCursor Cursor { get; set; }

    /// <summary>Nanoseconds that the tick thread followed before the switch; see <see cref="SwitchPause"/>.</summary>
    internal long AheadNs { get; set; }

    /// <summary>From now on compares like with like: what the live rules have decided is decided here too.</summary>
    public void Adopt(ImmutableArray<AgendaMemory> memory) => Deciding.Adopt(memory);

    /// <summary>The proof of one of <see cref="Emitted"/>.</summary>
    /// <exception cref="InvalidOperationException">Proofs were not asked for.</exception>
    public DecisionProof ProofOf(Decision decision) =>
        _proofs.Find(p => p.Id == decision.Id) ?? throw new InvalidOperationException("the proof was not taken when the decision was made");

    /// <summary>Follows one transaction of the run: what is due by then, then its changes. Rules with a <see cref="Problem"/> follow nothing more.</summary>
    /// <param name="sequence">Its number in the run, so that rows which rules store say the same whoever follows.</param>
    /// <param name="at">Its event time.</param>
    /// <param name="changes">What it was given; those that these rules do not read are passed over.</param>
    /// <param name="decides">False leaves the agendas alone, for when a switch follows at once.</param>
    /// <param name="proofs">With which proofs of what would be emitted are taken, since they can be taken only then; null for none.</param>
    internal void Follow(long sequence, EventTime at, RowChanges changes, bool decides = true, ProofOptions? proofs = null)
    {
        _emitted.Clear();
        _proofs.Clear();
        if (Problem is not null)
        {
            return;
        }

        for (int i = 0; i < SessionLimits.Default.MaxTimers && Deciding.Rules.RunTimer(at); i++)
        {
            Conclude(decides, proofs);
        }

        Deciding.Rules.ContinueFrom(sequence - 1);
        Deciding.Rules.Commit(at, changes);
        Conclude(decides, proofs);
    }

    /// <summary>Puts the rows back to how they stood before a window, at whose end these rules are.</summary>
    /// <param name="sequence">The number of the window's last transaction.</param>
    /// <param name="at">Its event time.</param>
    /// <param name="window">The window.</param>
    internal void GoBack(long sequence, EventTime at, TapeWindow window)
    {
        Follow(sequence, at, window.Back(), decides: false);
        ((IncrementalSession)Session).GoBackTo(window.At);
    }

    private void Conclude(bool decides, ProofOptions? proofs)
    {
        if (Deciding.Rules.Outcome != TransactionOutcome.Committed)
        {
            Problem ??= $"its transaction {ReadableTime.At(Deciding.Rules.At)} was rolled back: {Deciding.Rules.Summary().Code}: {Deciding.Rules.Summary().Problem ?? Deciding.Rules.Outcome.ToString()}";
        }

        for (int i = 0; decides && i < _results.Length; i++)
        {
            if (Deciding.Rules.Resolve(Deciding.Agendas[i]) is { } resolved)
            {
                _results[i] = resolved;
                Emit(resolved, proofs);
            }
        }
    }

    private void Emit(AgendaResult resolved, ProofOptions? proofs)
    {
        foreach (Decision decision in resolved.Emitted)
        {
            _emitted.Add(decision);
            if (proofs is not null)
            {
                _proofs.Add(DecisionProofBuilder.Explain(Session, Program, decision, resolved, proofs with { MeasureOf = fact => FactMeasures.Of(Deciding.Measures, fact) }));
            }
        }
    }
}

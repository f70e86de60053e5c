using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Goes back in a recorded run for what a proof does not hold: what its stored rows rested on, and since when what is absent was so.</summary>
/// <remarks>Takes as long as deriving the run up to the proof's moment, once for absences and once a level of stored rows.</remarks>
/// <param name="journal">The journal's folder.</param>
/// <param name="stop">Ends a replay between two transactions.</param>
public sealed class ProofHistory(string journal, CancellationToken stop = default)
{
    /// <summary>Of a decision or non-decision.</summary>
    /// <param name="graph">Its proof.</param>
    /// <param name="denied">What was absent beside its nodes: the vetoes of a decision.</param>
    /// <param name="record">Its record.</param>
    /// <param name="withAbsences">False goes back for stored rows alone, which many proofs have none of.</param>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public ProofPast Of(ProofGraph graph, IEnumerable<string> denied, JournalRecord record, bool withAbsences)
    {
        string[] patterns = withAbsences ? [.. denied.Concat(ProofPast.PatternsIn(graph)).Distinct(StringComparer.Ordinal)] : [];
        return new ProofPast(record.At) { Earlier = Earlier(graph, record, null), Absences = patterns.Length == 0 ? [] : Absences(patterns, record) };
    }

    /// <summary>Of a fact in a state that was derived from the journal.</summary>
    /// <param name="proof">Its proof.</param>
    /// <param name="run">The state.</param>
    /// <param name="record">The record that the state is of, or null for a time or the end.</param>
    /// <param name="time">The event time that the state is of, or null for the end.</param>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public ProofPast Of(Proof proof, ReplayedRun run, JournalRecord? record, EventTime? time) =>
        new(proof.At) { Earlier = Earlier(proof.Graph, record, time), Absences = run.AbsencesOf(ProofPast.PatternsIn(proof.Graph)) };

    /// <summary>What the stored rows of a proof rested on; of a state that no replay has, up to a time.</summary>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public IReadOnlyList<EarlierPremise> Earlier(ProofGraph graph, JournalRecord? record, EventTime? time) => new EarlierPremises(journal, stop).Of(graph, record, time, new DiagnosticBag());

    /// <summary>Empty where the recorded rules do not check any more: then nothing can be derived.</summary>
    private IReadOnlyList<AbsenceSpan> Absences(string[] patterns, JournalRecord record) =>
        new RunReplay(journal).To(record, null, RunChange.None, new DiagnosticBag(), stop)?.AbsencesOf(patterns) ?? [];
}

using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Proves what stored rows rested on, by deriving the run again up to the moments at which they were stored.</summary>
/// <remarks>
/// A stored row may rest on rows stored earlier, and those on earlier ones without end; so this goes <see cref="MaxLevels"/> moments back and proves at most
/// <see cref="MaxPremises"/> premises, those of the nearest rows first. Each level is one replay.
/// </remarks>
/// <param name="journal">The journal's folder.</param>
/// <param name="stop">Ends a replay between two transactions.</param>
public sealed class EarlierPremises(string journal, CancellationToken stop = default)
{
    /// <summary>Moments behind one another.</summary>
    public const int MaxLevels = 3;

    /// <summary>Premises that are proved; others are named by the proof without their grounds.</summary>
    public const int MaxPremises = 20;

    /// <summary>The premises that a proof names without their grounds, each with its proof as of its moment where it still held when that transaction ended.</summary>
    /// <param name="graph">The proof.</param>
    /// <param name="until">The record that the proof is of, or null for the end.</param>
    /// <param name="untilTime">The event time that the proof is of, or null for the end.</param>
    /// <param name="diagnostics">Takes what does not fit.</param>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public IReadOnlyList<EarlierPremise> Of(ProofGraph graph, JournalRecord? until, EventTime? untilTime, DiagnosticBag diagnostics)
    {
        List<EarlierPremise> proved = [];
        List<EarlierPremise> open = Unknown(graph, proved);
        for (int level = 0; level < MaxLevels && open.Count > 0; level++)
        {
            EarlierPremise[] found = Prove(open, until, untilTime, diagnostics);
            proved.AddRange(found);
            open = [.. found.Select(static p => p.Proof).OfType<Proof>().SelectMany(p => Unknown(p.Graph, proved)).DistinctBy(static p => (p.Fact, p.Moment)).Take(MaxPremises - proved.Count)];
        }

        return proved;
    }

    private static List<EarlierPremise> Unknown(ProofGraph graph, List<EarlierPremise> known) =>
        [.. EarlierPremise.In(graph).Where(p => !known.Exists(k => k.Fact == p.Fact && k.Moment == p.Moment)).Take(MaxPremises - known.Count)];

    private EarlierPremise[] Prove(List<EarlierPremise> open, JournalRecord? until, EventTime? untilTime, DiagnosticBag diagnostics)
    {
        EarlierPremise[] proved = [.. open];
        new RunReplay(journal).Visit(until, untilTime, [.. open.Select(static p => p.At)], run =>
        {
            for (int i = 0; i < proved.Length; i++)
            {
                if (proved[i].Proof is null && proved[i].At == run.At && Find(run.Session, proved[i].Fact) is { } fact)
                {
                    proved[i] = proved[i] with { Proof = ProofBuilder.Explain(run.Session, run.Program, fact, run.Proofs) };
                }
            }
        }, diagnostics, stop);
        return proved;
    }

    private static Fact? Find(IRuleSession session, string text) =>
        session.FactsOf(text[..Math.Max(0, text.IndexOf('(', StringComparison.Ordinal))]).FirstOrDefault(f => f.ToString() == text);
}

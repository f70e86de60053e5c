using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Finds a decision in a journal and prints its proof.</summary>
internal sealed class DecisionExplainer(Terminal terminal, string journal)
{
    /// <param name="id">As <see cref="RecordedRun.Find"/> takes it.</param>
    /// <param name="format">How it is printed.</param>
    /// <param name="withHistory">Says since when what is absent was so, for which the run is derived again.</param>
    public int Explain(string id, OutputFormat format, bool withHistory) => JournalEdge.Run(terminal, () =>
    {
        RecordedRun run = new(journal);
        if (Find(run, id) is not { } record)
        {
            return ExitCode.WrongInput;
        }

        if (record.Type == JournalRecordType.Decision)
        {
            DecisionProof proof = run.ProofOf(record);
            ExplanationPrinter.Print(terminal, Explanation.Of(proof, Past(proof.Graph, proof.Absences, record, withHistory)), format, Trail(proof.Key[0], proof.At, format));
        }
        else
        {
            NonDecisionProof proof = run.NonProofOf(record);
            ExplanationPrinter.Print(terminal, Explanation.Of(proof, Past(proof.Graph, [], record, withHistory)), format, Trail(proof.Key[0], proof.At, format));
        }

        return ExitCode.Fine;
    });

    /// <summary>Prints what differs between two proofs.</summary>
    /// <param name="id">As <see cref="RecordedRun.Find"/> takes it.</param>
    /// <param name="against">The same.</param>
    /// <param name="format">How it is printed.</param>
    public int Compare(string id, string against, OutputFormat format) => JournalEdge.Run(terminal, () =>
    {
        RecordedRun run = new(journal);
        if (Find(run, id) is not { } first || Find(run, against) is not { } second)
        {
            return ExitCode.WrongInput;
        }

        ExplanationPrinter.Print(terminal, Explanation.Of(ProofComparer.Compare(run.ComparedOf(first), run.ComparedOf(second))), format, null);
        return ExitCode.Fine;
    });

    /// <summary>Null, and told, when there is none.</summary>
    private JournalRecord? Find(RecordedRun run, string id)
    {
        JournalRecord? record = run.Find(id);
        if (record is null)
        {
            terminal.Error.WriteLine(NotFound.Words(journal, id));
        }

        return record;
    }

    private ProofPast Past(ProofGraph graph, IEnumerable<string> denied, JournalRecord record, bool withHistory) => new ProofHistory(journal).Of(graph, denied, record, withHistory);

    /// <summary>The prices of the key's first column where it is a symbol, as source text.</summary>
    private PriceTrail? Trail(string key, EventTime at, OutputFormat format) =>
        format == OutputFormat.Html && key.StartsWith('"') ? new PriceTrailReader(journal).Read(key[1..^1], at) : null;
}

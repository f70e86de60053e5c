using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>What somebody who went back in the run found beside a proof: it stands below or beside the proof, and is no part of it.</summary>
/// <param name="At">The moment of the proof.</param>
public sealed record ProofPast(EventTime At)
{
    /// <summary>What the stored rows of the proof rested on.</summary>
    public IReadOnlyList<EarlierPremise> Earlier { get; init; } = [];

    /// <summary>Since when what is absent was so, where that is known.</summary>
    public IReadOnlyList<AbsenceSpan> Absences { get; init; } = [];

    /// <summary>Event time up to which the journal was read, of a run that goes on; null where nobody says.</summary>
    public EventTime? Journal { get; init; }

    /// <summary>False when the journal ended before the moment of the proof: since when something is absent is not known then.</summary>
    public bool Reaches => Journal is null || Journal >= At;

    /// <summary>The patterns that a proof names as absent, each once, in the order of its nodes.</summary>
    public static IEnumerable<string> PatternsIn(ProofGraph graph) => graph.Nodes.OfType<DerivedNode>().SelectMany(PatternsIn).Distinct(StringComparer.Ordinal);

    /// <summary>Lines with the words of the absences beside them, and beside the first how far the journal was read.</summary>
    internal IReadOnlyList<TextLine> Annotate(IReadOnlyList<TextLine> lines)
    {
        Dictionary<string, string> words = Absences.ToDictionary(static a => ProofLines.AbsentText(a.Pattern), a => a.Words(At), StringComparer.Ordinal);
        IEnumerable<TextLine> told = lines.Select(line => line.Style == LineStyle.Absence && words.TryGetValue(line.Text, out string? note) ? line with { Note = note } : line);
        return Journal is { } read ? [.. Head(lines[0], read), .. told.Skip(1)] : [.. told];
    }

    private IEnumerable<TextLine> Head(TextLine head, EventTime read) => Reaches
        ? [head with { Note = $"{head.Note}, the journal read up to {read}" }]
        : [head, new TextLine(head.Indent + 1, "since when anything is absent is not known: the journal ends before this proof; ask again", $"read up to {read}", LineStyle.Failed)];

    private static IEnumerable<string> PatternsIn(DerivedNode node) =>
        node.Premises.Concat(node.Members.SelectMany(static m => m.Premises)).OfType<AbsencePremise>().Select(static a => a.Pattern);
}

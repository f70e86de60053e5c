using System.Globalization;

namespace CryptoScalp.Rules.Explain;

/// <summary>A page of members as lines, below the lines of the proof.</summary>
internal static class MemberPageLines
{
    public static IEnumerable<TextLine> Of(MemberPage page)
    {
        ProofLines lines = new(page.Graph, page.At);
        lines.Heading(0, HeadOf(page), NoteOf(page));
        for (int i = 0; i < page.Members.Length; i++)
        {
            lines.Member(1, page.Range.From + i, page.Members[i]);
        }

        return lines.Lines;
    }

    private static string HeadOf(MemberPage page) => page.Fact is null ? "no members: this proof rests on no group"
        : page.Members.IsEmpty ? $"no members from {N(page.Range.From)} on: there are {N(page.Total)}"
        : page.Members.Length == 1 ? $"member {N(page.To)} of {N(page.Total)}"
        : $"members {N(page.Range.From)} to {N(page.To)} of {N(page.Total)}";

    private static string NoteOf(MemberPage page) => page.Fact is null ? ""
        : page.Members.IsEmpty || page.To == page.Total ? $"of {page.Fact}"
        : $"of {page.Fact}, those that contribute most first; the next from {N(page.To + 1)}";

    private static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>What a page shows, above the tree that every page has.</summary>
internal sealed record PageModel
{
    /// <summary>What kind of page: <c>decision</c>, <c>why not</c>.</summary>
    public required string Kicker { get; init; }

    /// <summary>What it is about, source text.</summary>
    public required string Title { get; init; }

    /// <summary>Name and value.</summary>
    public ImmutableArray<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>The one sentence to read first; null for none.</summary>
    public (string Text, string Note, bool IsBad)? Lead { get; init; }

    public ImmutableArray<PageTable> Tables { get; init; } = [];

    public required string TreeTitle { get; init; }

    public required IReadOnlyList<TextLine> Lines { get; init; }

    public string Footer { get; init; } = "";

    /// <summary>With what was found by going back: beside absences since when, and what stored rows rested on below the tree.</summary>
    public PageModel With(ProofPast? past) => past is null ? this : this with { Lines = [.. past.Annotate(Lines), .. EarlierLines.Of(past.Earlier)] };

    /// <summary>With some members of a group, below everything else.</summary>
    public PageModel With(MemberPage? page) => page is null ? this : this with { Lines = [.. Lines, .. MemberPageLines.Of(page)] };
}

/// <summary>A table of a page; source text.</summary>
internal sealed record PageTable(string Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows);

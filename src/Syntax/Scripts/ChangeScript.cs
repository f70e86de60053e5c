using System.Collections.Immutable;
using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>
/// A parsed change script: what <c>eval --script</c> applies. One entry a line by custom; white space, blank lines and comments may stand anywhere
/// between tokens. A fault in one entry never hides another.
/// </summary>
public sealed class ChangeScript
{
    internal ChangeScript(SourceText source, IReadOnlyList<ChangeEntrySyntax> entries, SyntaxToken endOfFile, ImmutableArray<Diagnostic> diagnostics)
    {
        Source = source;
        Entries = entries;
        EndOfFile = endOfFile;
        Diagnostics = diagnostics;
    }

    public SourceText Source { get; }

    /// <summary>In source order.</summary>
    public IReadOnlyList<ChangeEntrySyntax> Entries { get; }

    public SyntaxToken EndOfFile { get; }

    /// <summary>Sorted by place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public SourceSpan SpanOf(ISyntaxElement element) => new(Source, element.Span);

    /// <summary>The text again, from the tokens and their trivia.</summary>
    public override string ToString()
    {
        StringBuilder builder = new();
        foreach (ChangeEntrySyntax entry in Entries)
        {
            SyntaxPrinter.Append(builder, entry);
        }

        SyntaxPrinter.Append(builder, EndOfFile);
        return builder.ToString();
    }
}

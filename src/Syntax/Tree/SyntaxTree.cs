using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>The front door of syntax: a parsed file with its diagnostics. Parsing never throws, and printing gives the text back exactly.</summary>
public sealed class SyntaxTree
{
    internal SyntaxTree(SourceText source, RulesFileSyntax root, ImmutableArray<Diagnostic> diagnostics)
    {
        Source = source;
        Root = root;
        Diagnostics = diagnostics;
    }

    public SourceText Source { get; }

    public RulesFileSyntax Root { get; }

    /// <summary>Sorted by place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Parses a file of rules. Any text gives a tree; what is wrong with it stands in <see cref="Diagnostics"/>. Pure and thread-safe.</summary>
    public static SyntaxTree Parse(SourceText source)
    {
        SyntaxErrors errors = new(source);
        RulesFileSyntax root = new ItemParser(new TokenReader(errors, attributes: true)).ParseFile();
        return new SyntaxTree(source, root, errors.ToSorted());
    }

    /// <inheritdoc cref="Parse(SourceText)"/>
    public static SyntaxTree Parse(string path, string text) => Parse(new SourceText(path, text));

    /// <summary>Parses a change script, as <c>eval --script</c> reads it. Linear in the length of the text.</summary>
    public static ChangeScript ParseScript(SourceText source)
    {
        SyntaxErrors errors = new(source);
        TokenReader reader = new(errors, attributes: false);
        List<ChangeEntrySyntax> entries = new ScriptParser(reader).ParseEntries();
        return new ChangeScript(source, entries, reader.Current, errors.ToSorted());
    }

    /// <summary>Parses a query: a body, with or without a full stop.</summary>
    public static QueryTree ParseQuery(SourceText source)
    {
        SyntaxErrors errors = new(source);
        QuerySyntax root = QueryParser.Parse(new TokenReader(errors, attributes: false));
        return new QueryTree(source, root, errors.ToSorted());
    }

    /// <summary>
    /// Whether an error stands within the item or directly behind it (a missing full stop does): its meaning cannot be relied on, and what later
    /// phases find in it may be a consequence.
    /// </summary>
    public bool HasErrors(ItemSyntax item)
    {
        TextSpan span = item.Span;
        foreach (Diagnostic diagnostic in Diagnostics)
        {
            if (diagnostic.IsError && diagnostic.Span is { } place && place.Span.Start >= span.Start && place.Span.Start <= span.End)
            {
                return true;
            }
        }

        return false;
    }

    public SourceSpan SpanOf(ISyntaxElement element) => new(Source, element.Span);

    /// <summary>The text again, from the tokens and their trivia.</summary>
    public override string ToString() => SyntaxPrinter.Print(Root);
}

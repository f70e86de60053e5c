using System.Diagnostics;

namespace CryptoScalp.Rules.Syntax;

/// <summary>
/// Canonical layout of a file: an item on one line up to 100 columns, else its head and a body indented by four; attributes on lines of their own;
/// comments, doc comments and single empty lines kept. The same tokens come out, and formatting twice changes nothing.
/// </summary>
public static class SyntaxFormatter
{
    private const int Step = 4;

    /// <summary>The canonical text, or the text unchanged when it has syntax errors (see <see cref="TryFormat"/>).</summary>
    public static string Format(SyntaxTree tree) => TryFormat(tree, out string text) ? text : tree.Source.Text;

    /// <summary>Formats a tree without syntax errors; otherwise gives the text unchanged and false.</summary>
    /// <exception cref="UnreachableException">The result would not have had the same tokens: a fault of the formatter, and the file must stay as it is.</exception>
    public static bool TryFormat(SyntaxTree tree, out string text)
    {
        if (tree.Diagnostics.Any(static diagnostic => diagnostic.IsError))
        {
            text = tree.Source.Text;
            return false;
        }

        text = Layout(tree.Root);
        if (!HasSameTokens(tree, SyntaxTree.Parse(tree.Source.Path, text)))
        {
            throw new UnreachableException($"formatting {tree.Source.Path} would change its tokens");
        }

        return true;
    }

    private static string Layout(RulesFileSyntax file)
    {
        LayoutWriter writer = new();
        bool first = true;
        foreach (ItemSyntax item in file.Items)
        {
            WriteLead(writer, Piece.Of(item)[0].Token, 0, first);
            WriteItem(writer, item);
            first = false;
        }

        WriteLead(writer, file.EndOfFile, 0, first, isEnd: true);
        writer.EndLine();
        return writer.ToString();
    }

    /// <summary>The comments and empty lines before an item or step; leaves the writer at the start of its line.</summary>
    private static void WriteLead(LayoutWriter writer, SyntaxToken token, int indent, bool first, bool isEnd = false)
    {
        TriviaLines trivia = TriviaLines.Of(token, first);
        if (trivia.Trailing is not null)
        {
            writer.Write("  " + trivia.Trailing);
        }

        for (int i = 0; i < trivia.Lines.Count; i++)
        {
            if (trivia.Lines[i] is { } comment)
            {
                writer.StartLine(indent);
                writer.Write(comment);
            }
            else if (!(isEnd && i == trivia.Lines.Count - 1))
            {
                writer.BlankLine();
            }
        }

        if (!isEnd)
        {
            writer.StartLine(indent);
        }
    }

    private static void WriteItem(LayoutWriter writer, ItemSyntax item)
    {
        switch (item)
        {
            case TestSyntax test:
                WriteAttributes(writer, test.Attributes);
                WriteTest(writer, test);
                break;
            case ClauseSyntax clause:
                WriteAttributes(writer, clause.Attributes);
                WriteRest(writer, item, clause.Attributes);
                break;
            case ParamSyntax param:
                WriteAttributes(writer, param.Attributes);
                WriteRest(writer, item, param.Attributes);
                break;
            default:
                WriteRest(writer, item, []);
                break;
        }
    }

    /// <summary>Each list on a line of its own; what follows starts a new line.</summary>
    private static void WriteAttributes(LayoutWriter writer, IReadOnlyList<AttributeListSyntax> attributes)
    {
        for (int i = 0; i < attributes.Count; i++)
        {
            if (i > 0)
            {
                WriteLead(writer, Piece.Of(attributes[i])[0].Token, 0, first: false);
            }

            new ItemLayout(writer, 0).Write(Piece.Of(attributes[i]));
        }
    }

    private static void WriteRest(LayoutWriter writer, ItemSyntax item, IReadOnlyList<AttributeListSyntax> attributes)
    {
        List<Piece> pieces = Piece.Of(item);
        pieces.RemoveRange(0, attributes.Sum(static list => list.Tokens().Count()));
        if (attributes.Count > 0)
        {
            WriteLead(writer, pieces[0].Token, 0, first: false);
        }

        new ItemLayout(writer, 0).Write(pieces);
    }

    private static void WriteTest(LayoutWriter writer, TestSyntax test)
    {
        List<Piece> pieces = Piece.Of(test);
        int head = pieces.FindIndex(piece => piece.Parent == test);
        if (test.Attributes.Count > 0)
        {
            WriteLead(writer, pieces[head].Token, 0, first: false);
        }

        new ItemLayout(writer, 0).Write(pieces.GetRange(head, 3));
        foreach (TestStepSyntax step in test.Steps)
        {
            List<Piece> stepPieces = Piece.Of(step);
            WriteLead(writer, stepPieces[0].Token, Step, first: false);
            new ItemLayout(writer, Step).Write(stepPieces);
        }

        WriteClose(writer, pieces[^1].Token);
    }

    private static void WriteClose(LayoutWriter writer, SyntaxToken close)
    {
        WriteLead(writer, close, Step, first: false, isEnd: true);
        writer.StartLine(0);
        writer.Write(close.Text);
    }

    private static bool HasSameTokens(SyntaxTree before, SyntaxTree after) =>
        before.Root.Tokens().Select(static token => (token.Kind, token.Text))
            .SequenceEqual(after.Root.Tokens().Select(static token => (token.Kind, token.Text)));
}

using System.Text;

namespace CryptoScalp.Rules.Syntax;

/// <summary>Collects lines, and knows how far the current one has come.</summary>
internal sealed class LayoutWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>The column after the last character; 0 at the start of a line.</summary>
    public int Column { get; private set; }

    /// <summary>Whether the current line holds nothing but its indentation.</summary>
    public bool AtIndent { get; private set; } = true;

    public void Write(string text)
    {
        AtIndent = false;
        _text.Append(text);
        int lastBreak = text.LastIndexOf('\n');
        Column = lastBreak < 0 ? Column + text.Length : text.Length - lastBreak - 1;
    }

    /// <summary>Ends the current line, if it holds anything, and indents the next.</summary>
    public void StartLine(int indent)
    {
        EndLine();
        Write(new string(' ', indent));
        AtIndent = true;
    }

    public void EndLine()
    {
        if (Column > 0)
        {
            _text.Append('\n');
            Column = 0;
            AtIndent = true;
        }
    }

    /// <summary>An empty line between two groups.</summary>
    public void BlankLine()
    {
        EndLine();
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }
    }

    public override string ToString() => _text.ToString();
}

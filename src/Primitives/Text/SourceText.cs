namespace CryptoScalp.Rules.Primitives;

/// <summary>A named text, with line starts. Lines and columns count from 1, columns in Unicode code units.</summary>
public sealed class SourceText
{
    private readonly int[] _lineStarts;

    public SourceText(string path, string text)
    {
        Path = path;
        Text = text;
        List<int> starts = [0];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }

        _lineStarts = [.. starts];
    }

    /// <summary>As the user named it: what diagnostics print.</summary>
    public string Path { get; }

    /// <summary>What proofs and records call it, and what orders the files of a program: the path, unless whoever loads it has a name that does not depend on how it was typed.</summary>
    public string Name
    {
        get => field ?? Path;
        init;
    }

    public string Text { get; }

    public int LineCount => _lineStarts.Length;

    public (int Line, int Column) Position(int offset)
    {
        int clamped = Math.Clamp(offset, 0, Text.Length);
        int found = Array.BinarySearch(_lineStarts, clamped);
        int line = found >= 0 ? found : ~found - 1;
        return (line + 1, clamped - _lineStarts[line] + 1);
    }

    /// <summary>The text of a line (from 1) without its line break.</summary>
    public string Line(int line)
    {
        int start = _lineStarts[line - 1];
        int end = line < _lineStarts.Length ? _lineStarts[line] : Text.Length;
        return Text[start..end].TrimEnd('\r', '\n');
    }
}

using System.Text;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Splits delimited text: RFC 4180 with quotes for commas, bare fields for tabs.</summary>
internal static class DelimitedText
{
    /// <summary>Tab-separated: a tab always separates; there is no quoting.</summary>
    public static IEnumerable<(int Line, string[] Fields)> Tabs(string text)
    {
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string content = line.TrimEnd('\r');
            if (content.Length > 0)
            {
                yield return (number, content.Split('\t'));
            }
        }
    }

    /// <summary>RFC 4180: fields may stand in double quotes, inside which <c>""</c> is a quote and line breaks are text.</summary>
    /// <exception cref="FormatException">A quote that is not closed, or text after a closing quote; the message begins with the line number and a colon.</exception>
    public static IEnumerable<(int Line, string[] Fields)> Commas(string text)
    {
        int at = 0, line = 1;
        while (at < text.Length)
        {
            int rowLine = line;
            List<string> fields = [];
            bool more;
            do
            {
                fields.Add(Field(text, ref at, ref line));
                more = at < text.Length && text[at] == ',';
                at += more ? 1 : 0;
            }
            while (more);
            SkipLineBreak(text, ref at, ref line);
            if (fields.Count > 1 || fields[0].Length > 0)
            {
                yield return (rowLine, [.. fields]);
            }
        }
    }

    private static string Field(string text, ref int at, ref int line)
    {
        if (at >= text.Length || text[at] != '"')
        {
            int end = text.AsSpan(at).IndexOfAny(',', '\n', '\r');
            string bare = end < 0 ? text[at..] : text.Substring(at, end);
            at += bare.Length;
            return bare;
        }

        return Quoted(text, ref at, ref line);
    }

    private static string Quoted(string text, ref int at, ref int line)
    {
        int opened = line;
        StringBuilder field = new();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                if (at + 1 >= text.Length || text[at + 1] != '"')
                {
                    at++;
                    bool ended = at == text.Length || text[at] is ',' or '\n' or '\r';
                    return ended ? field.ToString() : throw new FormatException($"{line}:text follows a closing quote; a quote inside a quoted field is written \"\"");
                }

                at++;
            }

            line += text[at] == '\n' ? 1 : 0;
            field.Append(text[at]);
        }

        throw new FormatException($"{opened}:a quoted field is not closed");
    }

    private static void SkipLineBreak(string text, ref int at, ref int line)
    {
        if (at < text.Length && text[at] == '\r')
        {
            at++;
        }

        if (at < text.Length && text[at] == '\n')
        {
            at++;
        }

        line++;
    }
}

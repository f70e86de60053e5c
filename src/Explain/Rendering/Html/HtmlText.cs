using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Explain;

/// <summary>Writes HTML in which text can never become markup.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _html = new();

    /// <summary>Markup of our own.</summary>
    public HtmlText Raw(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Text from anywhere: escaped for content and for quoted attributes; control characters become the replacement character.</summary>
    public HtmlText Text(string text)
    {
        foreach (char c in text)
        {
            _ = c switch
            {
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '&' => _html.Append("&amp;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                '\n' or '\t' => _html.Append(c),
                < ' ' or '\u007f' => _html.Append('\uFFFD'),
                _ => _html.Append(c),
            };
        }

        return this;
    }

    /// <summary>A coordinate, one digit behind the point.</summary>
    public HtmlText Number(double value)
    {
        _html.Append(value.ToString("0.#", CultureInfo.InvariantCulture));
        return this;
    }

    public HtmlText Element(string tag, string text, string attributes = "") => Raw($"<{tag}{(attributes.Length == 0 ? "" : " ")}{attributes}>").Text(text).Raw($"</{tag}>");

    public override string ToString() => _html.ToString();
}

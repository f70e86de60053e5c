using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>Reads the W3C's EBNF: <c>name ::= 'text' | [a-z] #xA (group)? x* y+</c> with <c>/* comments */</c>.</summary>
internal sealed class EbnfReader
{
    private readonly string _text;
    private int _position;

    private EbnfReader(string text) => _text = text;

    public static Dictionary<string, EbnfNode> Read(string text)
    {
        EbnfReader reader = new(text);
        Dictionary<string, EbnfNode> rules = new(StringComparer.Ordinal);
        reader.SkipBlanks();
        while (reader._position < text.Length)
        {
            string name = reader.Name();
            reader.Expect("::=");
            rules.Add(name, reader.Choice());
        }

        return rules;
    }

    private EbnfNode Choice()
    {
        List<EbnfNode> alternatives = [Sequence()];
        while (Peek() == '|')
        {
            Expect("|");
            alternatives.Add(Sequence());
        }

        return alternatives.Count == 1 ? alternatives[0] : new EbnfChoice(alternatives);
    }

    private EbnfNode Sequence()
    {
        List<EbnfNode> parts = [];
        while (_position < _text.Length && Peek() is not ('|' or ')') && !AtRule())
        {
            parts.Add(Repeated());
        }

        return parts.Count == 1 ? parts[0] : new EbnfSequence(parts);
    }

    private EbnfNode Repeated()
    {
        EbnfNode part = Primary();
        char suffix = Peek();
        if (suffix is not ('?' or '*' or '+'))
        {
            SkipBlanks();
            return part;
        }

        _position++;
        SkipBlanks();
        return new EbnfRepeat(part, suffix == '+' ? 1 : 0, suffix != '?');
    }

    private EbnfNode Primary()
    {
        switch (Peek())
        {
            case '(':
                Expect("(");
                EbnfNode inner = Choice();
                if (_text[_position] != ')')
                {
                    throw new FormatException($"')' is missing at {_position}");
                }

                _position++;
                return inner;
            case '\'' or '"':
                return new EbnfText(Quoted());
            case '[':
                return new EbnfClass(Class());
            case '#':
                _position += 2;
                return new EbnfText(((char)int.Parse(Word(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString());
            default:
                return new EbnfReference(Word());
        }
    }

    private string Quoted()
    {
        int end = _text.IndexOf(_text[_position], _position + 1);
        string quoted = _text[(_position + 1)..end];
        _position = end + 1;
        return quoted;
    }

    private string Class()
    {
        int end = _text.IndexOf(']', _position);
        string inner = _text[(_position + 1)..end];
        _position = end + 1;
        StringBuilder characters = new();
        for (int i = 0; i < inner.Length; i++)
        {
            bool range = i + 2 < inner.Length && inner[i + 1] == '-';
            char last = range ? inner[i + 2] : inner[i];
            for (char c = inner[i]; c <= last; c++)
            {
                characters.Append(c);
            }

            i += range ? 2 : 0;
        }

        return characters.ToString();
    }

    private bool AtRule()
    {
        int before = _position;
        bool isRule = char.IsAsciiLetter(Peek()) && Word().Length > 0 && AfterBlanksComes("::=");
        _position = before;
        return isRule;
    }

    private bool AfterBlanksComes(string text)
    {
        SkipBlanks();
        return _text.AsSpan(_position).StartsWith(text);
    }

    private string Name()
    {
        string name = Word();
        SkipBlanks();
        return name;
    }

    private string Word()
    {
        int start = _position;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() == '-')
        {
            _position++;
        }

        return start < _position ? _text[start.._position] : throw new FormatException($"a name is missing at {start}: {_text[start..Math.Min(start + 20, _text.Length)]}");
    }

    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private void Expect(string text)
    {
        if (!_text.AsSpan(_position).StartsWith(text))
        {
            throw new FormatException($"'{text}' is missing at {_position}");
        }

        _position += text.Length;
        SkipBlanks();
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_position]))
            {
                _position++;
            }
            else if (_text.AsSpan(_position).StartsWith("/*"))
            {
                _position = _text.IndexOf("*/", _position, StringComparison.Ordinal) + 2;
            }
            else
            {
                return;
            }
        }
    }
}

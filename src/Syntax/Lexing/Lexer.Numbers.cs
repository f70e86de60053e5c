using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>Numbers, quantities, durations and timestamps.</summary>
internal sealed partial class Lexer
{
    private SyntaxKind ScanNumber()
    {
        int start = _position;
        if (TryScanTimestamp())
        {
            return SyntaxKind.Timestamp;
        }

        if (Peek() == '-')
        {
            _position++;
        }

        SkipDigits();
        SyntaxKind kind = SyntaxKind.Number;
        if (Peek() == '.' && CharacterClass.IsDigit(Peek(1)))
        {
            _position++;
            SkipDigits();
            kind = SyntaxKind.Float;
        }

        return TryScanExponent() ? ScanUnit(start, SyntaxKind.Float, allowed: false) : ScanUnit(start, kind, allowed: true);
    }

    private void SkipDigits()
    {
        while (CharacterClass.IsDigit(Peek()))
        {
            _position++;
        }
    }

    private bool TryScanExponent()
    {
        int sign = Peek(1) is '+' or '-' ? 1 : 0;
        if (Peek() is not ('e' or 'E') || !CharacterClass.IsDigit(Peek(1 + sign)))
        {
            return false;
        }

        _position += 1 + sign;
        SkipDigits();
        return true;
    }

    /// <summary>The unit directly after a number; a word that is no unit is reported and belongs to the token.</summary>
    private SyntaxKind ScanUnit(int numberStart, SyntaxKind kind, bool allowed)
    {
        int start = _position;
        if (Peek() == '%')
        {
            _position++;
        }
        else
        {
            while (CharacterClass.IsWord(Peek()) || Peek() == 'µ')
            {
                _position++;
            }
        }

        ReadOnlySpan<char> unit = _text.AsSpan(start, _position - start);
        if (unit.IsEmpty)
        {
            return kind;
        }

        if (allowed && Units.TryKind(unit, out SyntaxKind withUnit))
        {
            return withUnit;
        }

        ReportUnit(numberStart, start, unit.ToString(), allowed);
        return kind;
    }

    private void ReportUnit(int numberStart, int start, string unit, bool allowed)
    {
        string? help = !allowed ? "a number with an exponent takes no unit; write it out"
            : unit[0] == '_' ? "digits are written without separators"
            : Units.Suggest(unit) is { } known ? $"did you mean '{_text[numberStart..start]}{known}'?"
            : $"the units are {string.Join(", ", Units.OfTime)} and {string.Join(", ", Units.OfProportion)}";
        _errors.ReportToken(SyntaxDiagnostics.UnknownUnit, numberStart, new TextSpan(start, unit.Length), help, unit);
    }

    /// <summary><c>2024-01-15</c>, <c>2024-01-15T10:30:00</c>, with a fraction and with <c>Z</c>.</summary>
    private bool TryScanTimestamp()
    {
        if (!Matches(0, "0000-00-00") || CharacterClass.IsDigit(Peek(10)))
        {
            return false;
        }

        int start = _position;
        _position += 10;
        if (Matches(0, "T00:00:00"))
        {
            _position += 9;
            if (Peek() == '.' && CharacterClass.IsDigit(Peek(1)))
            {
                _position++;
                SkipDigits();
            }

            _position += Peek() == 'Z' ? 1 : 0;
        }

        CheckTimestamp(start);
        return true;
    }

    /// <summary>Whether the text from here looks like <paramref name="shape"/>, where <c>0</c> stands for any digit.</summary>
    private bool Matches(int ahead, string shape)
    {
        for (int i = 0; i < shape.Length; i++)
        {
            char c = Peek(ahead + i);
            if (shape[i] == '0' ? !CharacterClass.IsDigit(c) : c != shape[i])
            {
                return false;
            }
        }

        return true;
    }

    private void CheckTimestamp(int start)
    {
        ReadOnlySpan<char> text = _text.AsSpan(start, Math.Min(19, _position - start));
        string format = text.Length > 10 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd";
        if (!DateTime.TryParseExact(text[..Math.Min(text.Length, format.Length)], format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            _errors.ReportToken(
                SyntaxDiagnostics.InvalidTimestamp, start, TextSpan.FromBounds(start, _position),
                "a timestamp is written 2024-01-15 or 2024-01-15T10:30:00Z", _text[start.._position]);
        }
    }
}

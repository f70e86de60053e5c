using System.Globalization;

namespace CryptoScalp.Rules.Features;

/// <summary>Reads the text of a call. One reader, one text.</summary>
internal sealed class FeatureCallReader(string text)
{
    private const int LongestText = 400;

    private int _at;
    private string _problem = "";

    public FeatureCall? TryRead(out string problem)
    {
        FeatureCall? call = text.Length > LongestText ? Fail($"it has more than {LongestText} characters") : Call(depth: 0);
        if (call is not null && _at != text.Length)
        {
            call = Fail($"'{text[_at..]}' follows its end");
        }

        problem = _problem;
        return call;
    }

    private FeatureCall? Call(int depth)
    {
        int start = _at;
        string name = Word().ToLowerInvariant();
        if (name.Length == 0 || depth > FeatureCall.DeepestNesting)
        {
            return Fail(name.Length == 0 ? "a name such as rsi(14) is missing" : $"calls nest deeper than {FeatureCall.DeepestNesting}");
        }

        CallArguments arguments = new();
        if (Skip('(') && !Skip(')') && !Arguments(arguments, depth))
        {
            return null;
        }

        return CallChecks.Build(text[start.._at], name, arguments, out string problem) ?? Fail(problem);
    }

    private bool Arguments(CallArguments arguments, int depth)
    {
        do
        {
            if (!Argument(arguments, depth))
            {
                return false;
            }
        }
        while (Skip(','));
        if (Skip(')'))
        {
            return true;
        }

        Fail("a closing parenthesis is missing");
        return false;
    }

    private bool Argument(CallArguments arguments, int depth)
    {
        SkipSpace();
        char next = _at < text.Length ? text[_at] : ')';
        if (next == '/')
        {
            _at++;
            arguments.Names.Add(Word());
            return true;
        }

        if (next == '"')
        {
            return Other(arguments);
        }

        if (char.IsAsciiDigit(next) || next is '-' or '.')
        {
            return Number(arguments);
        }

        FeatureCall? inner = Call(depth + 1);
        if (inner is not null)
        {
            arguments.Inner.Add(inner);
        }

        return inner is not null;
    }

    private bool Other(CallArguments arguments)
    {
        int end = text.IndexOf('"', _at + 1);
        OtherSeries? other = end < 0 ? null : OtherSeries.Parse(text[(_at + 1)..end]);
        if (other is null || arguments.Other is not null)
        {
            Fail(other is null ? "a second series is written \"ETHUSDT\", \"ETHUSDT@kraken\" or \"@kraken\"" : "it has two second series");
            return false;
        }

        _at = end + 1;
        arguments.Other = other;
        return true;
    }

    private bool Number(CallArguments arguments)
    {
        int start = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] is '-' or '.' or '_'))
        {
            _at++;
        }

        if (!double.TryParse(text[start.._at].Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            Fail($"'{text[start.._at]}' is no number");
            return false;
        }

        string unit = Word();
        if (unit.Length == 0)
        {
            arguments.Numbers.Add(number);
            return true;
        }

        return Length(arguments, number, unit);
    }

    private bool Length(CallArguments arguments, double number, string unit)
    {
        double nanoseconds = number * unit switch { "ms" => 1e6, "s" => 1e9, "m" or "min" => 60e9, "h" => 3_600e9, "d" => 86_400e9, _ => double.NaN };
        if (!(nanoseconds >= 1e6 && nanoseconds <= 7 * 86_400e9) || arguments.BarLengthNs is not null)
        {
            Fail(arguments.BarLengthNs is null ? $"'{number.ToString(CultureInfo.InvariantCulture)}{unit}' is no length of bars from 1ms to 7d" : "it has two lengths of bars");
            return false;
        }

        arguments.BarLengthNs = (long)nanoseconds;
        return true;
    }

    private string Word()
    {
        SkipSpace();
        int start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_'))
        {
            _at++;
        }

        return text[start.._at];
    }

    private bool Skip(char character)
    {
        SkipSpace();
        bool found = _at < text.Length && text[_at] == character;
        _at += found ? 1 : 0;
        return found;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }

    private FeatureCall? Fail(string problem)
    {
        _problem = _problem.Length == 0 ? problem : _problem;
        return null;
    }
}

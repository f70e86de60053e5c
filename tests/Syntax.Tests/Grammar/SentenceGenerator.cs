using System.Text;

namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>Random sentences of a grammar: tokens from the rules, with random white space and comments between them.</summary>
internal sealed class SentenceGenerator
{
    private const int Unreachable = 1_000_000;

    private readonly Dictionary<string, EbnfNode> _rules;
    private readonly Dictionary<string, int> _shortest = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words;
    private readonly List<string> _tokens = [];
    private RandomText _random = new(0);

    public SentenceGenerator(Dictionary<string, EbnfNode> rules)
    {
        _rules = rules;
        _words = [.. ((EbnfChoice)rules["ContextualWord"]).Alternatives.Select(static word => ((EbnfText)word).Text)];
        MeasureShortest();
    }

    /// <summary>The rules that sentences have used so far.</summary>
    public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

    /// <param name="start">The rule to derive from.</param>
    /// <param name="random">Decides everything.</param>
    /// <param name="budget">How many rules deep the derivation may branch freely; below that it takes the shortest way out.</param>
    public string Generate(string start, RandomText random, int budget)
    {
        _random = random;
        do
        {
            _tokens.Clear();
            Derive(new EbnfReference(start), budget);
        }
        while (HasWordBeforeParenthesis());

        return Join();
    }

    /// <summary>The one thing that the notation cannot say: 'expect', 'no', 'at' and 'set' before '(' are predicates.</summary>
    private bool HasWordBeforeParenthesis()
    {
        for (int i = 1; i < _tokens.Count; i++)
        {
            if (_tokens[i] == "(" && _tokens[i - 1] is "expect" or "no" or "at" or "set")
            {
                return true;
            }
        }

        return false;
    }

    private void Derive(EbnfNode node, int budget)
    {
        switch (node)
        {
            case EbnfText text:
                _tokens.Add(text.Text);
                break;
            case EbnfReference { IsToken: true } token:
                _tokens.Add(Token(token.Name));
                break;
            case EbnfReference rule:
                Used.Add(rule.Name);
                Derive(_rules[rule.Name], budget - 1);
                break;
            case EbnfSequence sequence:
                foreach (EbnfNode part in sequence.Parts)
                {
                    Derive(part, budget);
                }

                break;
            case EbnfChoice choice:
                Derive(Choose(choice, budget), budget);
                break;
            case EbnfRepeat repeat:
                for (int count = Count(repeat, budget); count > 0; count--)
                {
                    Derive(repeat.Part, budget);
                }

                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private EbnfNode Choose(EbnfChoice choice, int budget)
    {
        if (budget > 0)
        {
            return _random.Pick(choice.Alternatives);
        }

        int best = choice.Alternatives.Min(Shortest);
        return _random.Pick([.. choice.Alternatives.Where(alternative => Shortest(alternative) == best)]);
    }

    private int Count(EbnfRepeat repeat, int budget) =>
        budget <= 0 ? repeat.Minimum : repeat.Many ? repeat.Minimum + _random.Next(3) : _random.Next(2);

    private string Token(string name)
    {
        StringBuilder builder = new();
        Spell(new EbnfReference(name), builder);
        string text = builder.ToString();
        return name is "Word" or "Name" or "PredicateName" && _words.Contains(text) ? text + "x" : text;
    }

    private void Spell(EbnfNode node, StringBuilder builder)
    {
        switch (node)
        {
            case EbnfText text:
                builder.Append(text.Text);
                break;
            case EbnfClass characters:
                builder.Append(characters.Characters[_random.Next(characters.Characters.Length)]);
                break;
            case EbnfReference rule:
                Used.Add(rule.Name);
                Spell(_rules[rule.Name], builder);
                break;
            case EbnfSequence sequence:
                foreach (EbnfNode part in sequence.Parts)
                {
                    Spell(part, builder);
                }

                break;
            case EbnfChoice choice:
                Spell(_random.Pick(choice.Alternatives), builder);
                break;
            case EbnfRepeat repeat:
                for (int count = Count(repeat, 1); count > 0; count--)
                {
                    Spell(repeat.Part, builder);
                }

                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Nothing may stand between two tokens only where one of them is a parenthesis or a comma.</summary>
    private string Join()
    {
        StringBuilder builder = new();
        for (int i = 0; i < _tokens.Count; i++)
        {
            builder.Append(_tokens[i]);
            bool loose = _tokens[i] is "(" or ")" or "," || (i + 1 < _tokens.Count && _tokens[i + 1] is "(" or ")" or ",");
            if (!loose || _random.Next(2) == 0)
            {
                builder.Append(Separator());
            }
        }

        return builder.ToString();
    }

    private string Separator() => _random.Next(20) switch
    {
        0 => "\n",
        1 => "\r\n\n  ",
        2 => "  // a comment\n",
        3 => " # another\n\t",
        4 => "\n/// a doc comment\n",
        5 => "\n\n\n",
        _ => " ",
    };

    /// <summary>How few rules each rule can be derived with: the fixpoint of the sums.</summary>
    private void MeasureShortest()
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach ((string name, EbnfNode node) in _rules)
            {
                int length = Math.Min(Unreachable, Shortest(node) + 1);
                changed |= length < _shortest.GetValueOrDefault(name, Unreachable);
                _shortest[name] = Math.Min(length, _shortest.GetValueOrDefault(name, Unreachable));
            }
        }
    }

    private int Shortest(EbnfNode node) => node switch
    {
        EbnfReference { IsToken: true } => 1,
        EbnfReference rule => _shortest.GetValueOrDefault(rule.Name, Unreachable),
        EbnfSequence sequence => sequence.Parts.Sum(part => Math.Min(Unreachable, Shortest(part))),
        EbnfChoice choice => choice.Alternatives.Min(Shortest),
        EbnfRepeat repeat => repeat.Minimum == 0 ? 0 : Shortest(repeat.Part),
        _ => 1,
    };
}

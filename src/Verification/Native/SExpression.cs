namespace CryptoScalp.Rules.Verification;

/// <summary>A parsed answer of the solver: a word, or a list.</summary>
internal sealed class SExpression
{
    private SExpression(string? word, IReadOnlyList<SExpression> items)
    {
        Word = word;
        Items = items;
    }

    /// <summary>Null for a list.</summary>
    public string? Word { get; }

    public IReadOnlyList<SExpression> Items { get; }

    public SExpression this[int index] => Items[index];

    /// <summary>Reads the first expression of a text that a solver printed.</summary>
    /// <exception cref="SolverException">It is not one.</exception>
    public static SExpression Parse(string text)
    {
        int at = 0;
        return Read(text, ref at);
    }

    /// <summary>The same with words replaced.</summary>
    public SExpression Replace(IReadOnlyDictionary<string, SExpression> words) =>
        Word is { } word ? words.GetValueOrDefault(word, this) : new SExpression(null, [.. Items.Select(i => i.Replace(words))]);

    public override string ToString() => Word ?? $"({string.Join(' ', Items)})";

    private static SExpression Read(string text, ref int at)
    {
        SkipSpace(text, ref at);
        if (at >= text.Length)
        {
            throw new SolverException($"the solver's answer ends early: {text}");
        }

        if (text[at] == '(')
        {
            return ReadList(text, ref at);
        }

        int start = at;
        bool quoted = text[at] == '|';
        at++;
        while (at < text.Length && (quoted ? text[at - 1] != '|' || at - 1 == start : !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')')))
        {
            at++;
        }

        return new SExpression(text[start..at], []);
    }

    private static SExpression ReadList(string text, ref int at)
    {
        List<SExpression> items = [];
        at++;
        SkipSpace(text, ref at);
        while (at < text.Length && text[at] != ')')
        {
            items.Add(Read(text, ref at));
            SkipSpace(text, ref at);
        }

        at++;
        return new SExpression(null, items);
    }

    private static void SkipSpace(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }
}

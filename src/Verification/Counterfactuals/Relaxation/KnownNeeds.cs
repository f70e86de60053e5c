namespace CryptoScalp.Rules.Verification;

/// <summary>Everything that a search was told, as needs of what may move.</summary>
internal sealed class KnownNeeds(FreeParts parts, Reach reach)
{
    private const string Start = "(assert ";

    private readonly NeedReader _reader = new(parts);
    private readonly List<Need> _needs = [];

    /// <summary>Adds the assertion that a line is.</summary>
    public void Tell(string line)
    {
        _needs.Add(_reader.Read(SExpression.Parse(line[Start.Length..^1])));
        _needs.AddRange(_reader.TakeDefined());
    }

    /// <param name="below">What costs more is not looked for; null for what is within reach.</param>
    public Nearness Nearest(double? below) =>
        NearestPoint.Find(parts, _needs, Exact(reach.Each), Exact(below ?? reach.Budget));

    private static Rational? Exact(double? value) => value is { } number ? Rational.FromDouble(number) : null;
}

using System.Globalization;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>A program in which <c>goal("T")</c> holds, and the same with one condition broken, of which the generator knows everything.</summary>
/// <param name="Rules">Declarations, parameters and rules.</param>
/// <param name="Whole">Facts with which the goal holds.</param>
/// <param name="Broken">Facts with which one condition does not.</param>
/// <param name="Expected">The condition, as the first cause must name it.</param>
internal sealed record Situation(string Rules, IReadOnlyList<string> Whole, IReadOnlyList<string> Broken, ExpectedCause Expected)
{
    public string BeforeText => $"{Rules}\n{string.Join('\n', Whole)}";

    public string AfterText => $"{Rules}\n{string.Join('\n', Broken)}";
}

/// <summary>What the first cause must say.</summary>
/// <param name="Kind">See <see cref="FirstCause.Kind"/>.</param>
/// <param name="RuleId">The rule in which the condition stands.</param>
/// <param name="Text">The pattern, or the condition as written.</param>
/// <param name="Amount">For a threshold: the distance, computed with the generator's own numbers.</param>
/// <param name="Unit">Its unit.</param>
internal sealed record ExpectedCause(string Kind, string RuleId, string Text, decimal? Amount = null, string? Unit = null);

/// <summary>Makes situations from a seed: facts, statuses, thresholds of every numeric type and unit, absences, joins, aggregates, and rules below rules, among decoys.</summary>
internal sealed class SituationGenerator(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<string> _rules = [];
    private readonly List<string> _facts = [];
    private readonly List<(ExpectedCause Expected, Action<List<string>> Break)> _breaks = [];
    private int _names;

    public static Situation Generate(int seed)
    {
        SituationGenerator generator = new(seed);
        generator.AddRule("goal", 0);
        (ExpectedCause expected, Action<List<string>> breakIt) = generator._breaks[generator._random.Next(generator._breaks.Count)];
        List<string> broken = [.. generator._facts];
        breakIt(broken);
        return new Situation(string.Join('\n', generator._rules), generator._facts, broken, expected);
    }

    /// <summary>A rule for <c>head(S)</c> of a few conditions, and one that is much further away.</summary>
    private void AddRule(string head, int depth)
    {
        string id = $"r{_names++}";
        List<string> body = [$"s{id}(S)"];
        _facts.AddRange([$"s{id}(\"T\").", $"s{id}(\"U\")."]);
        int conditions = _random.Next(2, 5);
        for (int i = 0; i < conditions; i++)
        {
            AddCondition(id, body, depth);
        }

        _rules.Add($"#[id(\"{id}\")]\n{head}(S) :- {string.Join(", ", body)}.");
        string far = $"z{_names++}";
        _rules.Add($"#[id(\"{far}\")]\n{head}(S) :- {far}a(S), {far}b(S), {far}c(S), {far}d(S), {far}e(S).");
        _facts.Add($"{far}a(\"T\").");
    }

    private void AddCondition(string rule, List<string> body, int depth)
    {
        string n = $"{_names++}";
        switch (_random.Next(depth < 2 ? 8 : 7))
        {
            case 0: AddFact(rule, n, body); break;
            case 1: AddStatus(rule, n, body); break;
            case 2 or 3: AddThreshold(rule, n, body); break;
            case 4: AddAbsence(rule, n, body); break;
            case 5: AddSum(rule, n, body); break;
            case 6: AddJoin(rule, n, body); break;
            default:
                body.Add($"m{n}(S)");
                AddRule($"m{n}", depth + 1);
                break;
        }
    }

    private void AddFact(string rule, string n, List<string> body)
    {
        body.Add($"f{n}(S)");
        _facts.AddRange([$"f{n}(\"T\").", $"f{n}(\"U\")."]);
        Breaks(new("missing", rule, $"f{n}(\"T\")"), facts => facts.Remove($"f{n}(\"T\")."));
    }

    private void AddStatus(string rule, string n, List<string> body)
    {
        body.Add($"q{n}(S, /live)");
        _facts.AddRange([$"q{n}(\"T\", /live).", $"q{n}(\"U\", /stale)."]);
        Breaks(new("missing", rule, $"q{n}(\"T\", /live)"), facts => facts[facts.IndexOf($"q{n}(\"T\", /live).")] = $"q{n}(\"T\", /stale).");
    }

    private void AddThreshold(string rule, string n, List<string> body)
    {
        Threshold threshold = Threshold.Next(_random, n);
        _rules.Add($"Decl v{n}(S, X) descr [extensional()] bound [/string, {threshold.Type}].");
        _rules.AddRange(threshold.Declaration is { } declaration ? [declaration] : []);
        string condition = threshold.IsTurned ? $"{threshold.Written} {threshold.Mirrored} X{n}" : $"X{n} {threshold.Operator} {threshold.Written}";
        body.AddRange([$"v{n}(S, X{n})", condition]);
        string good = $"v{n}(\"T\", {threshold.Text(threshold.Good)}).";
        _facts.AddRange([good, $"v{n}(\"U\", {threshold.Text(threshold.Good)})."]);
        Breaks(
            new("condition", rule, condition, threshold.Distance, threshold.Unit),
            facts => facts[facts.IndexOf(good)] = $"v{n}(\"T\", {threshold.Text(threshold.Bad)}).");
        Breaks(new("missing", rule, $"v{n}(\"T\", _)"), facts => facts.Remove(good));
    }

    private void AddAbsence(string rule, string n, List<string> body)
    {
        bool isWide = _random.Next(2) == 0;
        _rules.Add($"Decl d{n}(S{(isWide ? ", R" : "")}) descr [extensional()] bound [/string{(isWide ? ", /name" : "")}].");
        body.Insert(_random.Next(1, body.Count + 1), isWide ? $"!d{n}(S, _)" : $"!d{n}(S)");
        _facts.Add(isWide ? $"d{n}(\"U\", /x)." : $"d{n}(\"U\").");
        Breaks(new("denied", rule, isWide ? $"!d{n}(\"T\", _)" : $"!d{n}(\"T\")"), facts => facts.Add(isWide ? $"d{n}(\"T\", /y)." : $"d{n}(\"T\")."));
    }

    /// <summary>A sum over members against a threshold: too small, or no member at all.</summary>
    private void AddSum(string rule, string n, List<string> body)
    {
        int first = _random.Next(1, 500), second = _random.Next(1, 500), threshold = _random.Next(1, first + second);
        int shortBy = _random.Next(0, threshold);
        _rules.Add($"Decl e{n}(S, K, U) descr [extensional()] bound [/string, /name, /number].");
        _rules.Add($"#[id(\"sum{n}\")]\nt{n}(S, E) :- e{n}(S, K, U) |> do fn:group_by(S), let E = fn:sum(U).");
        string condition = $"E{n} > {threshold}";
        body.AddRange([$"t{n}(S, E{n})", condition]);
        string moved = $"e{n}(\"T\", /b, {second}).", kept = $"e{n}(\"T\", /a, {first}).";
        _facts.AddRange([kept, moved, $"e{n}(\"U\", /a, 9000)."]);
        Breaks(new("condition", rule, condition, shortBy, ""), facts => facts[facts.IndexOf(moved)] = $"e{n}(\"T\", /b, {threshold - shortBy - first}).");
        Breaks(new("missing", $"sum{n}", $"e{n}(\"T\", _, _)"), facts => facts.RemoveAll(f => f == moved || f == kept));
    }

    /// <summary>A join through another entity; decoys are linked as well, but lack three things.</summary>
    private void AddJoin(string rule, string n, List<string> body)
    {
        int threshold = _random.Next(-50, 50), good = threshold + _random.Next(0, 20), bad = threshold - _random.Next(1, 20);
        string condition = $"W{n} >= {threshold}";
        body.AddRange([$"l{n}(S, J{n})", $"w{n}(J{n}, W{n})", condition, $"k{n}(J{n})", $"h{n}(J{n})", $"i{n}(J{n})"]);
        string row = $"w{n}(\"J\", {good}).";
        _facts.AddRange([$"l{n}(\"T\", \"A\").", $"l{n}(\"T\", \"J\").", $"l{n}(\"T\", \"Z\").", row, $"w{n}(\"A\", {bad}).", $"k{n}(\"J\").", $"h{n}(\"J\").", $"i{n}(\"J\")."]);
        Breaks(new("condition", rule, condition, threshold - bad, ""), facts => facts[facts.IndexOf(row)] = $"w{n}(\"J\", {bad}).");
        Breaks(new("missing", rule, $"k{n}(\"J\")"), facts => facts.Remove($"k{n}(\"J\")."));
        Breaks(new("missing", rule, $"l{n}(\"T\", \"J\")"), facts => facts.Remove($"l{n}(\"T\", \"J\")."));
    }

    private void Breaks(ExpectedCause expected, Action<List<string>> breakIt) => _breaks.Add((expected, breakIt));
}

/// <summary>A threshold of some type and unit, with a value on the right side of it and one on the wrong side. Values are decimals in the unit of the column.</summary>
internal sealed record Threshold(string Type, string Operator, string Written, string? Declaration, bool IsTurned, decimal Good, decimal Bad, decimal Distance, string Unit)
{
    public string Mirrored => Operator switch { ">" => "<", ">=" => "<=", "<" => ">", _ => ">=" };

    /// <summary>A value as source text of the column's type.</summary>
    public string Text(decimal value) => Type switch
    {
        "/number" => value.ToString("0", CultureInfo.InvariantCulture),
        "/duration" => value.ToString("0", CultureInfo.InvariantCulture) + "us",
        _ => value.ToString("0.0########", CultureInfo.InvariantCulture),
    };

    public static Threshold Next(Random random, string n)
    {
        (string type, string suffix, decimal scale, decimal step) = random.Next(6) switch
        {
            0 => ("/number", "", 1m, 1m),
            1 => ("/dec8", "", 1m, 0.00000001m),
            2 => ("/float64", "", 1m, 0.0001m),
            3 => ("/dec8", "bps", 10_000m, 0.00000001m),
            4 => ("/float64", "%", 100m, 0.000001m),
            _ => ("/duration", "ms", 0.001m, 1m), // values in microseconds
        };
        string op = random.Next(4) switch { 0 => ">", 1 => ">=", 2 => "<", _ => "<=" };
        decimal limit = type == "/duration" ? 1_000m * random.Next(1, 900) : suffix.Length > 0 ? random.Next(1, 900) / scale : step * random.Next(1, 1_000_000);
        decimal toward = op[0] == '>' ? step : -step;
        decimal good = limit + (toward * random.Next(1, 400)), away = toward * random.Next(op.Length == 1 ? 0 : 1, 400);
        string written = type == "/number" ? limit.ToString("0", CultureInfo.InvariantCulture)
            : (limit * scale).ToString(suffix.Length > 0 ? "0.########" : "0.0########", CultureInfo.InvariantCulture) + suffix;
        bool isParameter = random.Next(2) == 0;
        return new Threshold(
            type, op, isParameter ? $"p{n}" : written, isParameter ? $"param p{n} = {written}." : null, random.Next(4) == 0, good, limit - away, Math.Abs(away) * scale, suffix);
    }
}

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Prints generated programs with time, state, hysteresis, merges and certainties put in at random places.</summary>
/// <remarks>Only predicates of lower layers are looked back on. What the binder refuses all the same (a threshold twice, say) the caller throws away.</remarks>
/// <param name="seed">Of what is put in.</param>
/// <param name="leavesTraces">False to leave out what keeps a fact that was taken back: windows, state, hysteresis.</param>
internal sealed class TimedProgramText(int seed, bool leavesTraces = true)
{
    private static readonly string[] Given = ["e", "f", "g", "h"];

    private readonly Random _random = new(seed);
    private readonly string _stored = "s";
    private bool _hasState;
    private int _buckets;

    public string Of(GeneratedProgram program)
    {
        _hasState = leavesTraces && Chance(2);
        List<string> lines = [Declaration("e", 1), Declaration("f", 2), Declaration("g", 2), Declaration("h", 3)];
        lines.AddRange(program.Facts.Select(RulesText.Fact));
        lines.AddRange(program.Rules.Select(rule => Rule(rule, "")));
        if (_hasState)
        {
            lines.AddRange(State(program));
        }

        if (Chance(3))
        {
            lines.AddRange(Merged(program));
        }

        if (Chance(4))
        {
            lines.AddRange(Tagged(program));
        }

        return string.Join('\n', lines);
    }

    private string Declaration(string name, int arity)
    {
        string[] columns = [.. Enumerable.Range(0, arity).Select(static i => $"C{i}")];
        List<string> descriptors = ["extensional()"];
        if (arity > 1 && Chance(3))
        {
            descriptors.Add("key([C0])");
        }

        if (Chance(3))
        {
            descriptors.Add($"ttl({2 + _random.Next(6)}ns)");
        }

        if (Chance(4))
        {
            descriptors.Add($"lateness({1 + _random.Next(3)}ns)");
        }

        return $"Decl {name}({string.Join(", ", columns)}) descr [{string.Join(", ", descriptors)}] bound [{string.Join(", ", columns.Select(static _ => "/number"))}].";
    }

    /// <summary>State rules read anything, and are made of the program's own bodies.</summary>
    private IEnumerable<string> State(GeneratedProgram program)
    {
        yield return $"Decl {_stored}(A, B) descr [{(Chance(3) ? "key([A])" : "")}] bound [/number, /number].";
        GeneratedRule[] fitting = [.. program.Rules.Where(static r => r.Group is null && r.Head.Arguments.Length == 2)];
        foreach (GeneratedRule rule in fitting.Take(1 + _random.Next(2)))
        {
            yield return Rule(rule with { Head = rule.Head with { Predicate = _stored } }, Chance(3) ? "retract " : "assert ");
        }

        yield return $"assert {_stored}(A, B) :- f(A, B), !{_stored}(A, _){(Chance(2) ? ", g(B, _)" : "")}.";
        yield return $"retract {_stored}(A, B) :- {_stored}(A, B), {(Chance(2) ? "!f(A, _)" : "g(A, B)")}.";
    }

    private IEnumerable<string> Merged(GeneratedProgram program)
    {
        string link = Binary(program);
        yield return $"Decl d(A, B, D) descr [merge([D], \"{(Chance(2) ? "min2" : "max2")}\")] bound [/number, /number, /number].";
        yield return $"d(A, B, D) :- {link}(A, B), {(Chance(2) ? "e(D)" : "D = A + 1")}.";
        yield return $"d(A, C, D) :- d(A, B, X), {Binary(program)}(B, C), D = X + 1, D <= 9.";
        yield return "dn(A, N) :- d(A, _, D), D > 2 |> do fn:group_by(A), let N = fn:count().";
    }

    private IEnumerable<string> Tagged(GeneratedProgram program)
    {
        bool isBest = Chance(2);
        yield return $"Decl m(A, B, C) descr [tag({(isBest ? "/maxmin" : Chance(2) ? "/noisyor" : "/topk(2)")})] bound [/number, /number, /float64].";
        yield return $"m(A, B, 0.9) :- {Binary(program)}(A, B).";
        yield return isBest ? $"m(A, C, 0.8) :- m(A, B, _), {Binary(program)}(B, C)." : $"m(A, C, 0.3) :- {Binary(program)}(A, B), {Binary(program)}(B, C).";
        yield return "mn(A) :- m(A, _, C), C > 0.85.";
    }

    private string Binary(GeneratedProgram program)
    {
        string[] binary = [.. program.Rules.Where(static r => r.Head.Arguments.Length == 2).Select(static r => r.Head.Predicate), "f", "g"];
        return binary[_random.Next(binary.Length)];
    }

    private string Rule(GeneratedRule rule, string effect)
    {
        int layer = effect.Length > 0 ? int.MaxValue : LayerOf(rule.Head.Predicate);
        List<string> body = [.. rule.Atoms.Select(atom => Atom(Stored(atom), layer)), .. rule.Conditions];
        string head = $"{effect}{rule.Head.Predicate}({string.Join(", ", rule.Head.Arguments)})";
        if (rule.Group is { } group)
        {
            return $"{head} :- {string.Join(", ", body)} |> do fn:group_by({group.Key}), let N = fn:{group.Aggregate}({(group.Aggregate == "count" ? "" : group.Column)}).";
        }

        string? variable = rule.Atoms.Where(static a => !a.IsNegated).SelectMany(static a => a.Arguments).FirstOrDefault(static a => char.IsAsciiLetterUpper(a[0]));
        if (variable is null || !leavesTraces || !Chance(6))
        {
            return $"{head} :- {string.Join(", ", body)}.";
        }

        return $"#[hysteresis(enter: 2, exit: 1)]\n{head} :- {string.Join(", ", body)}, {variable} > 2.";
    }

    /// <summary>Some atoms of a given predicate read the stored one of equal shape instead.</summary>
    private GeneratedAtom Stored(GeneratedAtom atom) => _hasState && atom.Predicate == "g" && Chance(2) ? atom with { Predicate = _stored } : atom;

    private string Atom(GeneratedAtom atom, int layer)
    {
        string text = $"{atom.Predicate}({string.Join(", ", atom.Arguments)})", not = atom.IsNegated ? "!" : "";
        if (LayerOf(atom.Predicate) >= layer || !Chance(3))
        {
            return not + text;
        }

        int near = _random.Next(3), far = near + _random.Next(5);
        string interval = $"[{near}ns, {far}ns]";
        return _random.Next(!leavesTraces ? 2 : atom.IsNegated ? 3 : 5) switch
        {
            0 => $"{not}[-{interval} {text}",
            1 => $"{not}<-{interval} {text}",
            2 => $"{not}{text} over {interval}",
            3 => $"{text} over rows {1 + _random.Next(3)}",
            _ => $"{text} over tumbling {1 + _random.Next(4)}ns as T{_buckets++}",
        };
    }

    /// <summary>Names of derived predicates carry the number of their layer.</summary>
    private int LayerOf(string predicate) => predicate == _stored || Given.Contains(predicate) ? -1 : predicate[1] - '0';

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;
}

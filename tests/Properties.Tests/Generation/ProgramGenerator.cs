namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Generates stratified programs: layers of predicates that read lower layers freely, their own layer positively, and group over lower ones.</summary>
/// <remarks>Values are kept within ±<see cref="Bound"/> wherever they are computed, so that recursion ends and clingo's 32 bits suffice.</remarks>
internal sealed class ProgramGenerator(int seed)
{
    private const int Bound = 20;
    private const int Domain = 5;

    private static readonly (string Name, int Arity)[] Given = [("e", 1), ("f", 2), ("g", 2), ("h", 3)];
    private static readonly string[] Comparisons = ["<", "<=", ">", ">=", "!=", "!=", "="];
    private static readonly string[] Aggregates = ["count", "count_distinct", "sum", "min", "max"];

    private readonly Random _random = new(seed);
    private readonly List<(string Name, int Arity)> _lower = [.. Given];

    public GeneratedProgram Next()
    {
        _lower.Clear();
        _lower.AddRange(Given);
        List<GeneratedRule> rules = [];
        List<string> derived = [];
        for (int layer = 0; layer < 2 + _random.Next(3); layer++)
        {
            (string Name, int Arity)[] own = [.. Enumerable.Range(0, 1 + _random.Next(2)).Select(i => ($"p{layer}{i}", 1 + _random.Next(3)))];
            foreach ((string name, int arity) in own)
            {
                rules.AddRange(RulesOf(name, arity, own));
                derived.Add(name);
            }

            _lower.AddRange(own);
        }

        GeneratedAtom[] facts = [.. Given.SelectMany(FactsOf)];
        return new GeneratedProgram([.. derived], [.. rules], facts);
    }

    /// <summary>The first rule of a predicate does not read its own layer, so that recursion has a start.</summary>
    private IEnumerable<GeneratedRule> RulesOf(string name, int arity, (string Name, int Arity)[] own)
    {
        bool grouped = arity == 2 && _random.Next(3) == 0;
        yield return grouped ? Grouped(name) : Plain(name, arity, _lower);
        for (int i = _random.Next(3); i > 0; i--)
        {
            yield return grouped ? Grouped(name) : Plain(name, arity, [.. _lower, .. own, .. own]);
        }
    }

    private GeneratedRule Plain(string name, int arity, List<(string Name, int Arity)> readable)
    {
        List<GeneratedAtom> atoms = [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Positive(Pick(readable)))];
        string[] variables = VariablesOf(atoms);
        List<string> conditions = [];
        if (variables.Length > 0 && _random.Next(3) == 0)
        {
            atoms.Add(Negative(Pick(_lower), variables));
        }

        if (variables.Length > 0 && _random.Next(3) == 0)
        {
            conditions.Add($"{Operand(variables)} {Pick(Comparisons)} {Operand(variables)}");
        }

        if (variables.Length > 0 && _random.Next(3) == 0)
        {
            conditions.AddRange([$"Z = {Operand(variables)} {Pick(["+", "-", "*"])} {Operand(variables)}", $"Z <= {Bound}", $"Z >= -{Bound}"]);
            variables = [.. variables, "Z"];
        }

        return new GeneratedRule(new GeneratedAtom(name, [.. Enumerable.Range(0, arity).Select(_ => Operand(variables))]), [.. atoms], [.. conditions], null);
    }

    private GeneratedRule Grouped(string name)
    {
        GeneratedRule body = Plain(name, 1, _lower);
        string[] variables = [.. VariablesOf(body.Atoms.Where(static a => !a.IsNegated))];
        if (variables.Length == 0)
        {
            return body with { Head = new GeneratedAtom(name, [Constant(), Constant()]) };
        }

        GeneratedGroup group = new(Pick(variables), Pick(Aggregates), Pick(variables));
        return body with { Head = new GeneratedAtom(name, [group.Key, "N"]), Group = group };
    }

    private GeneratedAtom Positive((string Name, int Arity) predicate) =>
        new(predicate.Name, [.. Enumerable.Range(0, predicate.Arity).Select(_ => _random.Next(20) switch { <= 1 => "_", 2 => Constant(), _ => Pick(["A", "B", "C", "D"]) })]);

    private GeneratedAtom Negative((string Name, int Arity) predicate, string[] variables) =>
        new(predicate.Name, [.. Enumerable.Range(0, predicate.Arity).Select(_ => _random.Next(4) == 0 ? "_" : Operand(variables))], true);

    private IEnumerable<GeneratedAtom> FactsOf((string Name, int Arity) predicate) =>
        Enumerable.Range(0, 3 + _random.Next(9))
            .Select(_ => Enumerable.Range(0, predicate.Arity).Select(_ => Constant()).ToArray())
            .DistinctBy(static arguments => string.Join(',', arguments))
            .Select(arguments => new GeneratedAtom(predicate.Name, arguments));

    private string Operand(string[] variables) => variables.Length == 0 || _random.Next(12) == 0 ? Constant() : Pick(variables);

    private string Constant() => _random.Next(Domain).ToString();

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private static string[] VariablesOf(IEnumerable<GeneratedAtom> atoms) =>
        [.. atoms.SelectMany(static a => a.Arguments).Where(static a => char.IsAsciiLetterUpper(a[0])).Distinct()];
}

using System.Globalization;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Prints generated programs whose declarations promise things at random: functional dependencies, inclusions, limits. Without facts: these could break a promise before anything happens.</summary>
internal sealed class PromisingProgramText(int seed)
{
    private readonly Random _random = new(seed);

    public string Of(GeneratedProgram program)
    {
        Dictionary<string, int> arities = new(StringComparer.Ordinal) { ["e"] = 1, ["f"] = 2, ["g"] = 2, ["h"] = 3 };
        string[] given = [.. arities.Keys];
        foreach (GeneratedRule rule in program.Rules)
        {
            arities[rule.Head.Predicate] = rule.Head.Arguments.Length;
        }

        string[] all = [.. arities.Keys];
        IEnumerable<string> declarations = given.Select(name => Declaration(name, arities, all, "extensional()", $" bound [{Join(arities[name], static _ => "/number")}]"))
            .Concat(program.Derived.Where(_ => _random.Next(3) == 0).Select(name => Declaration(name, arities, all, "", "")));
        return string.Join('\n', declarations.Concat(program.Rules.Select(RulesText.Rule)));
    }

    private string Declaration(string name, Dictionary<string, int> arities, string[] all, string first, string bound)
    {
        int arity = arities[name];
        List<string> descriptors = first.Length == 0 ? [] : [first];
        if (first.Length > 0 && arity > 1 && _random.Next(5) == 0)
        {
            descriptors.Add("key([C0])");
        }

        if (first.Length > 0 && _random.Next(4) == 0)
        {
            descriptors.Add("ttl(3ns)");
        }

        if (arity > 1 && _random.Next(3) == 0)
        {
            int target = _random.Next(arity);
            int[] source = [.. Enumerable.Range(0, arity).Where(column => column != target && _random.Next(4) > 0)];
            descriptors.Add($"fundep([{string.Join(", ", source.Select(static c => $"C{c}"))}], [C{target}])");
        }

        if (_random.Next(3) == 0)
        {
            descriptors.Add($"limit({(1 + _random.Next(9)).ToString(CultureInfo.InvariantCulture)})");
        }

        string inclusion = _random.Next(3) == 0 ? $" inclusion [{Join(1 + _random.Next(2), _ => Other(arity, arities, all))}]" : "";
        return $"Decl {name}({Join(arity, static c => $"C{c}")}) descr [{string.Join(", ", descriptors)}]{bound}{inclusion}.";
    }

    private string Other(int own, Dictionary<string, int> arities, string[] all)
    {
        string name = all[_random.Next(all.Length)];
        return $"{name}({Join(arities[name], _ => _random.Next(8) switch { 0 => "_", 1 => _random.Next(3).ToString(CultureInfo.InvariantCulture), _ => $"C{_random.Next(own)}" })})";
    }

    private static string Join(int count, Func<int, string> item) => string.Join(", ", Enumerable.Range(0, count).Select(item));
}

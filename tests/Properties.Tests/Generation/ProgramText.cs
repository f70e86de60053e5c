namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>An atom of a generated rule. Arguments are variables, integers or <c>_</c>.</summary>
internal sealed record GeneratedAtom(string Predicate, string[] Arguments, bool IsNegated = false);

/// <summary>How a generated rule groups.</summary>
/// <param name="Key">The variable to group by.</param>
/// <param name="Aggregate"><c>count</c>, <c>count_distinct</c>, <c>sum</c>, <c>min</c> or <c>max</c>.</param>
/// <param name="Column">The aggregated variable; ignored by <c>count</c>.</param>
internal sealed record GeneratedGroup(string Key, string Aggregate, string Column);

/// <summary>A generated rule; <see cref="Conditions"/> are comparisons and assignments that both languages read alike.</summary>
internal sealed record GeneratedRule(GeneratedAtom Head, GeneratedAtom[] Atoms, string[] Conditions, GeneratedGroup? Group);

/// <summary>A stratified program over small integers with its facts.</summary>
internal sealed record GeneratedProgram(string[] Derived, GeneratedRule[] Rules, GeneratedAtom[] Facts)
{
    /// <summary>The program in our language.</summary>
    public string ToRules() => string.Join('\n', Facts.Select(RulesText.Fact).Concat(Rules.Select(RulesText.Rule)));

    /// <summary>The program for clingo, every predicate with a prefix, so that many programs fit one process.</summary>
    public string ToClingo(string prefix) => string.Join('\n', new ClingoText(prefix) is var text ? Facts.Select(text.Fact).Concat(Rules.Select(text.Rule)) : []);
}

/// <summary>Prints generated programs in our language.</summary>
internal static class RulesText
{
    public static string Fact(GeneratedAtom atom) => $"{Atom(atom)}.";

    public static string Rule(GeneratedRule rule)
    {
        string body = string.Join(", ", rule.Atoms.Select(Atom).Concat(rule.Conditions));
        return rule.Group is not { } group
            ? $"{Atom(rule.Head)} :- {body}."
            : $"{Atom(rule.Head)} :- {body} |> do fn:group_by({group.Key}), let N = fn:{group.Aggregate}({(group.Aggregate == "count" ? "" : group.Column)}).";
    }

    private static string Atom(GeneratedAtom atom) => $"{(atom.IsNegated ? "!" : "")}{atom.Predicate}({string.Join(", ", atom.Arguments)})";
}

/// <summary>Prints generated programs for clingo.</summary>
internal sealed class ClingoText(string prefix)
{
    public string Fact(GeneratedAtom atom) => $"{Atom(atom)}.";

    public string Rule(GeneratedRule rule)
    {
        GeneratedAtom[] named = [.. rule.Atoms.Select(NameWildcards)];
        string body = Body(named, rule.Conditions);
        return rule.Group is null ? $"{Atom(rule.Head)} :- {body}." : Grouped(rule, rule.Group, named, body);
    }

    /// <summary>
    /// The key is global: a copy of the body with all other variables renamed binds it, the original stands in the aggregate, whose elements are the
    /// distinct substitutions of all variables.
    /// </summary>
    private string Grouped(GeneratedRule rule, GeneratedGroup group, GeneratedAtom[] named, string body)
    {
        string[] variables = [.. named.Where(static a => !a.IsNegated).SelectMany(static a => a.Arguments).Concat(rule.Conditions.SelectMany(Tokens)).Where(IsVariable).Distinct()];
        string Rename(string token) => IsVariable(token) && token != group.Key ? token + "G" : token;
        GeneratedAtom[] copy = [.. named.Select(a => a with { Arguments = [.. a.Arguments.Select(Rename)] })];
        string[] conditions = [.. rule.Conditions.Select(c => string.Join(' ', Tokens(c).Select(Rename)))];
        string all = string.Join(",", variables);
        string elements = group.Aggregate switch
        {
            "count" => $"#count {{ {all} : {body} }}",
            "count_distinct" => $"#count {{ {group.Column} : {body} }}",
            _ => $"#{group.Aggregate} {{ {group.Column},{all} : {body} }}",
        };
        return $"{Atom(rule.Head)} :- {Body(copy, conditions)}, N = {elements}.";
    }

    private string Body(IEnumerable<GeneratedAtom> atoms, IEnumerable<string> conditions) => string.Join(", ", atoms.Select(Atom).Concat(conditions));

    private string Atom(GeneratedAtom atom) => $"{(atom.IsNegated ? "not " : "")}{prefix}{atom.Predicate}({string.Join(",", atom.Arguments)})";

    private static string[] Tokens(string condition) => condition.Split(' ');

    private static bool IsVariable(string token) => char.IsAsciiLetterUpper(token[0]);

    /// <summary>Every wildcard of a positive atom is a variable of its own; in a negated atom it stays.</summary>
    private static GeneratedAtom NameWildcards(GeneratedAtom atom, int index) =>
        atom.IsNegated ? atom : atom with { Arguments = [.. atom.Arguments.Select((argument, column) => argument == "_" ? $"W{index}{column}" : argument)] };
}

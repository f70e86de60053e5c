namespace CryptoScalp.Rules.Verification;

/// <summary>Truth values as SMT-LIB 2 text, with the obvious simplified away.</summary>
internal static class Smt
{
    public const string True = "true";

    public const string False = "false";

    public static string Not(string term) => term switch
    {
        True => False,
        False => True,
        _ when term.StartsWith("(not ", StringComparison.Ordinal) => term[5..^1],
        _ => $"(not {term})",
    };

    public static string And(params IEnumerable<string> terms)
    {
        List<string> parts = [.. terms.Where(static t => t != True).Distinct(StringComparer.Ordinal)];
        return parts.Contains(False) ? False : parts.Count switch { 0 => True, 1 => parts[0], _ => $"(and {string.Join(' ', parts)})" };
    }

    public static string Or(params IEnumerable<string> terms)
    {
        List<string> parts = [.. terms.Where(static t => t != False).Distinct(StringComparer.Ordinal)];
        return parts.Contains(True) ? True : parts.Count switch { 0 => False, 1 => parts[0], _ => $"(or {string.Join(' ', parts)})" };
    }

    public static string Implies(string condition, string consequence) =>
        condition == True ? consequence : condition == False || consequence == True ? True : consequence == False ? Not(condition) : $"(=> {condition} {consequence})";
}

namespace CryptoScalp.Rules.Verification;

/// <summary>Where the guard is true no row of a predicate matches a pattern.</summary>
/// <param name="Guard">A truth value.</param>
/// <param name="Predicate">Id; from the number of predicates on it stands for a decide statement.</param>
/// <param name="Pattern">One per column; null matches anything.</param>
/// <param name="Also">What else makes a matching row forbidden, such as a cap below the size; null for nothing.</param>
internal sealed record Absence(string Guard, int Predicate, Sym?[] Pattern, Func<Sym[], string>? Also = null)
{
    /// <summary>True of columns that are forbidden where the guard is true.</summary>
    public string Forbids(Sym[] columns) => Smt.And(Scene.Match(Pattern, columns), Also?.Invoke(columns) ?? Smt.True);
}

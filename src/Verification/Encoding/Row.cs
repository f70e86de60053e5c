namespace CryptoScalp.Rules.Verification;

/// <summary>A row that exists where its guard is true: given, derived, or a decision.</summary>
/// <param name="Predicate">Id; from the number of predicates on it stands for a decide statement.</param>
/// <param name="Columns">One per column.</param>
/// <param name="Guard">A truth value.</param>
/// <param name="IsGiven">True for a row that a transaction would bring.</param>
internal sealed record Row(int Predicate, Sym[] Columns, string Guard, bool IsGiven);

using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>One rule that derives one row: where the guard is true the rule's body holds and gives these columns.</summary>
/// <param name="Rule">Not just any rule of the predicate: which rule proposed decides what may strike a candidate.</param>
/// <param name="Guard">A truth value.</param>
/// <param name="Columns">One per column of the rule's head.</param>
internal sealed record Firing(BoundRule Rule, string Guard, Sym[] Columns);

namespace CryptoScalp.Rules.Semantics;

/// <summary>What a rule does with its head.</summary>
public enum RuleEffect : byte
{
    /// <summary>Derives it: it holds exactly while the body does.</summary>
    Derive = 0,

    /// <summary><c>assert p(X) :- body.</c>: stores it in the next step of the transaction.</summary>
    Assert = 1,

    /// <summary><c>retract p(X) :- body.</c>: removes it in the next step of the transaction.</summary>
    Retract = 2,

    /// <summary>A rule of a <c>deferred()</c> predicate: computes its last argument from the first two when a merge asks for it, and derives nothing.</summary>
    Compute = 3,
}

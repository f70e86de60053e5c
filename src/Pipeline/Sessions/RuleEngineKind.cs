namespace CryptoScalp.Rules.Pipeline;

/// <summary>Which evaluator runs the rules. Both derive the same.</summary>
public enum RuleEngineKind
{
    /// <summary>Carries changes through a compiled plan: for everything that runs.</summary>
    Incremental,

    /// <summary>Evaluates from scratch: the meaning of the language, to compare with.</summary>
    Reference,
}

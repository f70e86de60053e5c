namespace CryptoScalp.Rules.Explain;

/// <summary>One step of a derivation.</summary>
public abstract record ProofPremise
{
    private protected ProofPremise()
    {
    }
}

/// <summary>A positive literal: the node of the fact that matched.</summary>
public sealed record FactPremise(string NodeId) : ProofPremise;

/// <summary>A comparison, an assignment or a built-in predicate.</summary>
/// <param name="Text">As written, white space collapsed: <c>Edge &gt; min_edge</c>.</param>
/// <param name="Values">With values put in: <c>0.00061 &gt; 0.0005</c>, or <c>= 0.00061</c> where the literal gives a variable its value.</param>
public sealed record ConditionPremise(string Text, string Values) : ProofPremise;

/// <summary>A negated literal: no fact matches the pattern; <c>_</c> stands for any value.</summary>
public sealed record AbsencePremise(string Pattern) : ProofPremise;

/// <summary>An aggregate over the node's members.</summary>
/// <param name="Variable">The variable that it gives a value.</param>
/// <param name="Text">The function with its arguments, <c>sum(abs(U))</c>.</param>
/// <param name="Value">The result.</param>
public sealed record AggregatePremise(string Variable, string Text, string Value) : ProofPremise;

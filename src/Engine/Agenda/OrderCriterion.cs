namespace CryptoScalp.Rules.Engine;

/// <summary>The steps of the one total order among the candidates of a key, strongest first. Journals persist the numbers: append-only.</summary>
public enum OrderCriterion : byte
{
    /// <summary>The stronger class wins: <c>/exit</c> before <c>/reduce</c> before <c>/entry</c> by default.</summary>
    Class = 0,

    /// <summary>The larger priority wins.</summary>
    Priority = 1,

    /// <summary>The larger confidence wins.</summary>
    Confidence = 2,

    /// <summary>The rule id that comes first (ordinal) wins.</summary>
    RuleId = 3,

    /// <summary>The smaller action in value order wins.</summary>
    Action = 4,

    /// <summary>The smaller asked size in value order wins.</summary>
    Size = 5,

    /// <summary>The smaller fact wins: only columns that the decision does not read differ.</summary>
    Fact = 6,
}

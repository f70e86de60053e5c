namespace CryptoScalp.Rules.Primitives;

/// <summary>What a change does to a row.</summary>
public enum ChangeKind : byte
{
    /// <summary>Adds a row; on a keyed predicate it replaces the row of the same key.</summary>
    Assert = 0,

    /// <summary>Removes a row: by its key columns alone when keyed, otherwise by all its columns.</summary>
    Retract = 1,
}

/// <summary>One change of a transaction. For a retraction of a keyed row <see cref="Fact"/> may hold only the key columns.</summary>
public readonly record struct FactChange(ChangeKind Kind, Fact Fact)
{
    public static FactChange Assert(Fact fact) => new(ChangeKind.Assert, fact);

    public static FactChange Retract(Fact fact) => new(ChangeKind.Retract, fact);

    /// <summary><c>+p(1)</c> or <c>-p(1)</c>.</summary>
    public override string ToString() => (Kind == ChangeKind.Assert ? "+" : "-") + Fact;
}

namespace CryptoScalp.Rules.Engine;

/// <summary>A predicate of one session's program, found once by name. Of no meaning to another session.</summary>
public readonly record struct PredicateHandle
{
    internal PredicateHandle(int id) => Id = id;

    internal int Id { get; }
}

namespace CryptoScalp.Rules.Semantics;

/// <summary>Turns predicate symbols into bound predicates.</summary>
internal static class PredicateEmitter
{
    public static BoundPredicate Emit(PredicateSymbol symbol) => new()
    {
        Id = symbol.Id,
        Name = symbol.Name,
        Types = symbol.Declared.IsDefault ? [.. symbol.Nodes.Select(TypeResolution.Resolve)] : symbol.Declared,
        Columns = symbol.Columns,
        Key = symbol.Key,
        Calls = symbol.Calls,
        Units = symbol.Units,
        IsDerived = symbol.IsDerived,
        Tag = symbol.Tag,
        IsStored = symbol.IsStored,
        IsExtensional = symbol.IsExtensional,
        IsDeclared = symbol.IsDeclared,
        IsTemporal = symbol.IsTemporal,
        Span = symbol.Span,
        Doc = symbol.Doc,
        TtlNs = symbol.TtlNs,
        LatenessNs = symbol.LatenessNs,
        View = symbol.View?.Emit(),
    };
}

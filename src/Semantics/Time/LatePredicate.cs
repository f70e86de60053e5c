using System.Collections.Immutable;

namespace CryptoScalp.Rules.Semantics;

/// <summary><c>late(Change, Predicate, Row, Time, Watermark)</c>: where changes go that come later than their predicate's <c>lateness</c>.</summary>
internal static class LatePredicate
{
    private const string Name = "late";

    /// <summary>Rows of it are forgotten after a minute, unless it is declared with a ttl of its own.</summary>
    private const long DefaultTtlNs = 60_000_000_000;

    private static readonly ImmutableArray<string> _columns = ["Change", "Predicate", "Row", "Time", "Watermark"];

    private static readonly ImmutableArray<BoundType> _types = [BoundType.Name, BoundType.String, BoundType.ListOf(BoundType.Any), BoundType.Time, BoundType.Time];

    /// <summary>Declares it when some predicate has a lateness; a declaration of the program may add a ttl and documentation.</summary>
    public static void Declare(BindingContext context)
    {
        if (context.Predicates.All.FirstOrDefault(static p => p.LatenessNs is not null) is not { } first)
        {
            return;
        }

        PredicateSymbol? known = context.Predicates.Find(Name);
        if (known is not null && (known.Arity != _columns.Length || (!known.Declared.IsDefault && !known.Declared.SequenceEqual(_types))))
        {
            context.Report(TimeDiagnostics.LateShape, known.Span, string.Join(", ", _columns.Zip(_types, static (column, type) => $"{column} {type}")));
            known.IsRefused = true;
            return;
        }

        PredicateSymbol symbol = known ?? context.Predicates.Resolve(Name, _columns.Length, first.Span)!;
        symbol.Declared = _types;
        symbol.Columns = known?.Columns ?? _columns;
        symbol.IsDeclared = true;
        symbol.IsExtensional = true;
        symbol.TtlNs ??= DefaultTtlNs;
    }
}

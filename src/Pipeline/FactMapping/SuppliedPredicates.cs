using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Which of the supplied predicates a program reads; nothing else is computed or asserted.</summary>
internal sealed class SuppliedPredicates
{
    public SuppliedPredicates(BoundProgram program)
    {
        Quote = Reads(program, "quote");
        Price = Reads(program, "price");
        Bar = Reads(program, "bar");
        Feed = Reads(program, "feed");
        Position = Reads(program, "position");
        Holding = Reads(program, "holding");
        Account = Reads(program, "account");
        TradingState = Reads(program, "trading_state");
        Schema = FeatureSchema.Default.Select([.. FeatureSchema.Default.Features.Select(static f => f.Name).Where(n => Reads(program, n))]);
    }

    public bool Quote { get; }

    public bool Price { get; }

    public bool Bar { get; }

    public bool Feed { get; }

    public bool Position { get; }

    public bool Holding { get; }

    public bool Account { get; }

    public bool TradingState { get; }

    /// <summary>The features that some rule reads.</summary>
    public FeatureSchema Schema { get; }

    private static bool Reads(BoundProgram program, string predicate) =>
        program.FindPredicate(predicate) is { } found
        && program.Rules.Any(r => r.Body.Any(l => l is BoundAtom atom && atom.Predicate == found.Id));
}

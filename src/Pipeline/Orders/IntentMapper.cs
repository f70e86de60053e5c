using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Turns the action of a decision into orders. The one table of action kinds; a kind that is not here makes no order and says so.</summary>
/// <remarks>
/// The key's first column is the symbol. <c>{/kind: /long, /venue: V}</c> buys, <c>{/kind: /short, /venue: V}</c> sells,
/// <c>{/kind: /arb, /buy: B, /sell: S}</c> does both, <c>{/kind: /exit_all}</c> closes the symbol's holding at every venue.
/// Entries are market orders of the decided size in base units.
/// </remarks>
internal sealed class IntentMapper(PositionBook positions)
{
    private static readonly Value _kind = Value.Name("/kind");

    public IntentPlan Map(Decision decision)
    {
        if (decision.Key[0].Kind is not (ValueKind.String or ValueKind.Name))
        {
            return IntentPlan.Refused($"the key {decision.Key[0]} is not a symbol");
        }

        if (decision.Action.Kind != ValueKind.Struct || !decision.Action.TryGetEntry(_kind, out Value kind) || kind.Kind != ValueKind.Name)
        {
            return IntentPlan.Refused($"the action {decision.Action} has no /kind");
        }

        return kind.AsText switch
        {
            "/long" => Entry(decision, ("/venue", OrderSide.Buy)),
            "/short" => Entry(decision, ("/venue", OrderSide.Sell)),
            "/arb" => Entry(decision, ("/buy", OrderSide.Buy), ("/sell", OrderSide.Sell)),
            "/exit_all" => ExitAll(decision),
            _ => IntentPlan.Refused($"the action kind {kind} is unknown; known are /long, /short, /arb, /exit_all"),
        };
    }

    private static IntentPlan Entry(Decision decision, params ReadOnlySpan<(string Field, OrderSide Side)> legs)
    {
        if (decision.Size.Kind != ValueKind.Dec8)
        {
            return IntentPlan.Refused($"the size {decision.Size} is a {decision.Size.Kind}; order sizes are /dec8");
        }

        ImmutableArray<OrderIntent>.Builder orders = ImmutableArray.CreateBuilder<OrderIntent>(legs.Length);
        foreach ((string field, OrderSide side) in legs)
        {
            if (!decision.Action.TryGetEntry(Value.Name(field), out Value venue) || venue.Kind != ValueKind.Name)
            {
                return IntentPlan.Refused($"the action {decision.Action} has no venue in {field}");
            }

            orders.Add(new OrderIntent(new InstrumentId(venue.AsText, decision.Key[0].AsText), OrderAction.Entry, side, decision.Size.AsDec8, null, decision.At)
            {
                Id = $"{decision.Id}-{orders.Count + 1}",
            });
        }

        return new IntentPlan(orders.DrainToImmutable(), null);
    }

    private IntentPlan ExitAll(Decision decision)
    {
        ImmutableArray<OrderIntent>.Builder orders = ImmutableArray.CreateBuilder<OrderIntent>();
        foreach (Position position in positions.Positions)
        {
            if (!position.IsFlat && position.Instrument.Symbol == decision.Key[0].AsText)
            {
                bool isLong = position.Quantity > Dec8.Zero;
                Dec8 size = isLong ? position.Quantity : new Dec8(-position.Quantity.Raw);
                orders.Add(new OrderIntent(position.Instrument, OrderAction.Exit, isLong ? OrderSide.Sell : OrderSide.Buy, size, null, decision.At)
                {
                    ReduceOnly = true,
                    Id = $"{decision.Id}-{orders.Count + 1}",
                });
            }
        }

        return new IntentPlan(orders.DrainToImmutable(), null);
    }
}

using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Tells the rules what is held and how the account stands, and only what changed.</summary>
/// <remarks>Equity moves with every mark; it is told when a fill changed the book, so that marks alone cause no transaction.</remarks>
internal sealed class AccountFacts(SuppliedPredicates wanted, RiskState risk)
{
    private static readonly Value _all = Value.Name("/all");
    private readonly Dictionary<string, Value> _told = new(StringComparer.Ordinal);

    public void Publish(List<FactChange> changes)
    {
        SortedDictionary<string, Int128> net = new(StringComparer.Ordinal);
        foreach (Position position in risk.Positions.Positions)
        {
            net[position.Instrument.Symbol] = net.GetValueOrDefault(position.Instrument.Symbol) + position.Quantity.Raw;
            PublishHolding(position, changes);
        }

        foreach ((string symbol, Int128 raw) in net)
        {
            if (wanted.Position && raw >= long.MinValue && raw <= long.MaxValue)
            {
                Tell("position", [Value.String(symbol)], [Value.Decimal(new Dec8((long)raw))], changes);
            }
        }

        PublishAccount(changes);
    }

    private void PublishHolding(in Position position, List<FactChange> changes)
    {
        if (wanted.Holding && (position.AverageEntry is not null || _told.ContainsKey($"holding{position.Instrument}")))
        {
            Value entry = Value.Decimal(position.AverageEntry ?? Dec8.Zero);
            Tell("holding", [Value.Name(position.Instrument.Venue), Value.String(position.Instrument.Symbol)], [Value.Decimal(position.Quantity), entry], changes);
        }
    }

    private void PublishAccount(List<FactChange> changes)
    {
        if (wanted.Account)
        {
            TellFigure("/equity", risk.Positions.Equity, changes);
            TellFigure("/realised_pnl", risk.Positions.RealisedPnl, changes);
            TellFigure("/drawdown", risk.Positions.Drawdown, changes);
        }

        if (wanted.TradingState)
        {
            bool stopped = risk.KillSwitches.Any(static k => k.IsTripped);
            Tell("trading_state", [_all], [Value.Name(stopped ? "/halted" : StateName(risk.Trading))], changes);
        }
    }

    private void TellFigure(string figure, Amount amount, List<FactChange> changes)
    {
        if (amount.TryToDec8(out Dec8 value))
        {
            Tell("account", [Value.Name(figure)], [Value.Decimal(value)], changes);
        }
    }

    private void Tell(string predicate, Value[] key, Value[] rest, List<FactChange> changes)
    {
        string id = predicate + string.Join(':', key.Select(static k => k.Kind is ValueKind.Name or ValueKind.String ? k.AsText : k.ToString()));
        Value row = Value.List(rest);
        if (!_told.TryGetValue(id, out Value told) || told != row)
        {
            _told[id] = row;
            changes.Add(FactChange.Assert(new Fact(predicate, [.. key, .. rest])));
        }
    }

    private static string StateName(TradingState state) => state switch
    {
        TradingState.Active => "/active",
        TradingState.Reducing => "/reducing",
        TradingState.Halted => "/halted",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

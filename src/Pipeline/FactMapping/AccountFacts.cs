using System.Text;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Tells the rules what is held and how the account stands, and only what changed.</summary>
/// <remarks>Equity moves with every mark; it is told when a fill changed the book, so that marks alone cause no transaction.</remarks>
internal sealed class AccountFacts(SuppliedPredicates wanted, RiskState risk)
{
    private static readonly Value _all = Value.Name("/all");
    private SuppliedPredicates _wanted = wanted;
    private readonly Dictionary<string, (SuppliedRow Row, Value Told)> _told = new(StringComparer.Ordinal);

    /// <summary>True for the predicates whose rows are told here alone.</summary>
    public static bool Tells(string predicate) => predicate is "position" or "holding" or "account" or "trading_state";

    /// <summary>From now on tells more; what was not told yet is told when the account is published next.</summary>
    public void Widen(SuppliedPredicates wider) => _wanted = wider;

    /// <summary>Rules were told this row by an earlier run; of other predicates nothing is kept.</summary>
    public void Told(SuppliedRow row, ReadOnlySpan<Value> values)
    {
        if (Tells(row.Predicate))
        {
            _told[IdOf(row.Predicate, row.Key)] = (_wanted.Row(row.Predicate, RowSource.Account, null, row.Key.ToArray()), Value.List([.. values[row.Key.Length..]]));
        }
    }

    /// <summary>Tells what has changed.</summary>
    /// <param name="changes">Takes it.</param>
    /// <param name="afterFill">False when nothing was filled since an earlier run told the rest: then nothing is told of what is not held, and equity and the like stay as they were told.</param>
    public void Publish(RowChanges changes, bool afterFill = true)
    {
        SortedDictionary<string, Int128> net = new(StringComparer.Ordinal);
        foreach (Position position in risk.Positions.Positions)
        {
            net[position.Instrument.Symbol] = net.GetValueOrDefault(position.Instrument.Symbol) + position.Quantity.Raw;
            PublishHolding(position, changes);
        }

        foreach ((string symbol, Int128 raw) in net)
        {
            bool isNews = afterFill || raw != 0 || _told.ContainsKey(IdOf("position", [Value.String(symbol)]));
            if (_wanted.Position && isNews && raw >= long.MinValue && raw <= long.MaxValue)
            {
                Tell("position", [Value.String(symbol)], [Value.Decimal(new Dec8((long)raw))], changes);
            }
        }

        PublishAccount(changes, afterFill);
    }

    private void PublishHolding(in Position position, RowChanges changes)
    {
        if (_wanted.Holding && (position.AverageEntry is not null || _told.ContainsKey(IdOf("holding", [Value.Name(position.Instrument.Venue), Value.String(position.Instrument.Symbol)]))))
        {
            Value entry = Value.Decimal(position.AverageEntry ?? Dec8.Zero);
            Tell("holding", [Value.Name(position.Instrument.Venue), Value.String(position.Instrument.Symbol)], [Value.Decimal(position.Quantity), entry], changes);
        }
    }

    private void PublishAccount(RowChanges changes, bool afterFill)
    {
        if (_wanted.Account && (afterFill || !_told.ContainsKey(IdOf("account", [Value.Name("/equity")]))))
        {
            TellFigure("/equity", risk.Positions.Equity, changes);
            TellFigure("/realised_pnl", risk.Positions.RealisedPnl, changes);
            TellFigure("/drawdown", risk.Positions.Drawdown, changes);
        }

        if (_wanted.TradingState)
        {
            bool stopped = risk.KillSwitches.Any(static k => k.IsTripped);
            Tell("trading_state", [_all], [Value.Name(stopped ? "/halted" : StateName(risk.Trading))], changes);
        }
    }

    private void TellFigure(string figure, Amount amount, RowChanges changes)
    {
        if (amount.TryToDec8(out Dec8 value))
        {
            Tell("account", [Value.Name(figure)], [Value.Decimal(value)], changes);
        }
    }

    private void Tell(string predicate, Value[] key, Value[] rest, RowChanges changes)
    {
        string id = IdOf(predicate, key);
        Value row = Value.List(rest);
        bool known = _told.TryGetValue(id, out (SuppliedRow Row, Value Told) last);
        if (!known || last.Told != row)
        {
            SuppliedRow supplied = known ? last.Row : _wanted.Row(predicate, RowSource.Account, null, key);
            _told[id] = (supplied, row);
            changes.Assert(supplied, rest);
        }
    }

    private static string IdOf(string predicate, ReadOnlySpan<Value> key)
    {
        StringBuilder id = new(predicate);
        foreach (Value part in key)
        {
            id.Append(':').Append(part.Kind is ValueKind.Name or ValueKind.String ? part.AsText : part.ToString());
        }

        return id.ToString();
    }

    private static string StateName(TradingState state) => state switch
    {
        TradingState.Active => "/active",
        TradingState.Reducing => "/reducing",
        TradingState.Halted => "/halted",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

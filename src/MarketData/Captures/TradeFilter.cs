namespace CryptoScalp.Rules.MarketData;

/// <summary>Lets each execution of an instrument through once: repeated ids are dropped, and so is the second form where single and aggregate trades both come.</summary>
internal sealed class TradeFilter
{
    private readonly Dictionary<Instrument, State> _states = [];

    /// <summary>Null when the trade is new; otherwise why it is dropped.</summary>
    public FeedFault? Check(Instrument instrument, in Trade trade)
    {
        if (!_states.TryGetValue(instrument, out State? state))
        {
            state = new State(trade.IsAggregate);
            _states.Add(instrument, state);
        }

        return state.Check(trade);
    }

    private sealed class State(bool aggregate)
    {
        private readonly RecentIds _ids = new();

        public FeedFault? Check(in Trade trade)
        {
            if (trade.IsAggregate != aggregate)
            {
                return FeedFault.MixedTradeStreams;
            }

            return _ids.TryAdd(trade.TradeId) ? null : FeedFault.DuplicateTrade;
        }
    }
}

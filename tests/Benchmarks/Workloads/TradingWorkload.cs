using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>The decision pack <c>trading.rules</c> over a live market: of a hundred updates 85 are quotes, 5 turnover, 5 signals, 4 trends, 1 a position.</summary>
internal sealed class TradingWorkload
{
    private const int Strategies = 3;

    private static readonly int[] _timeframes = [1, 5, 15];

    private readonly int _symbols;
    private readonly int _venues;
    private readonly Lcg _random;
    private readonly QuoteWalk _walk;

    private TradingWorkload(int symbols, int venues, ulong seed)
    {
        (_symbols, _venues, _random) = (symbols, venues, new Lcg(seed));
        _walk = new QuoteWalk(_random, symbols);
    }

    public static Workload Create(int symbols, int venues, int updates, ulong seed)
    {
        TradingWorkload market = new(symbols, venues, seed);
        List<FactChange> opening = market.Opening(), stream = new(updates);
        for (int i = 0; i < updates; i++)
        {
            stream.Add(market.Update());
        }

        return new Workload("trading", opening, stream);
    }

    private List<FactChange> Opening()
    {
        List<FactChange> changes = [];
        for (int s = 0; s < _symbols; s++)
        {
            long price = _walk.BaseOf(s);
            changes.AddRange([Workload.Put("plan", s, price * 99 / 100, price * 103 / 100), Turnover(s), Position(s)]);
            changes.AddRange(Enumerable.Range(0, Strategies).Select(strategy => Signal(s, strategy)));
            changes.AddRange(_timeframes.Select(minutes => Trend(s, minutes)));
            changes.AddRange(Enumerable.Range(0, _venues).Select(venue => _walk.Quote(s, venue)));
            changes.AddRange(Enumerable.Range(0, _symbols).Where(other => other != s).Select(other => Workload.Put("together", s, other, _random.Between(-100, 100))));
        }

        return changes;
    }

    private FactChange Update()
    {
        int symbol = _random.Next(_symbols);
        switch (_random.Next(100))
        {
            case < 85:
                _walk.Move(symbol);
                return _walk.Quote(symbol, _random.Next(_venues));
            case < 90:
                return Turnover(symbol);
            case < 95:
                return Signal(symbol, _random.Next(Strategies));
            case < 99:
                return Trend(symbol, _timeframes[_random.Next(3)]);
            default:
                return Position(symbol);
        }
    }

    private FactChange Turnover(int symbol) => Workload.Put("turnover", symbol, _random.Between(50, 400), _random.Between(100, 10_000));

    private FactChange Signal(int symbol, int strategy) =>
        Workload.Put("signal", symbol, strategy, _random.Next(10) switch { < 2 => -1, < 5 => 0, _ => 1 }, _random.Next(100));

    private FactChange Trend(int symbol, int minutes) => Workload.Put("trend", symbol, minutes, _random.Next(10) < 7 ? 1 : -1);

    private FactChange Position(int symbol) => Workload.Put("position", symbol, _random.Next(10) == 0 ? _random.Between(1, 20) : 0);
}

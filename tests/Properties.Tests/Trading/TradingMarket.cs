using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>A small random market in whole ticks, and what its rules should say about it, written out by hand with loops.</summary>
internal sealed class TradingMarket
{
    public const string Rules =
        """
        Decl quote(Sym, Venue, Bid, Ask)         descr [extensional(), key([Sym, Venue])]   bound [/number, /number, /number, /number].
        Decl stats(Sym, VolBps, Volume)          descr [extensional(), key([Sym])]          bound [/number, /number, /number].
        Decl signal(Sym, Strategy, Dir, Score)   descr [extensional(), key([Sym, Strategy])] bound [/number, /number, /number, /number].
        Decl trend(Sym, Minutes, Dir)            descr [extensional(), key([Sym, Minutes])] bound [/number, /number, /number].
        Decl position(Sym, Qty)                  descr [extensional(), key([Sym])]          bound [/number, /number].
        Decl correlation(A, B, Percent)          descr [extensional(), key([A, B])]         bound [/number, /number, /number].
        Decl setup(Sym, Stop, Target)            descr [extensional(), key([Sym])]          bound [/number, /number, /number].

        arb(S, Buy, Sell)      :- quote(S, Buy, _, Ask), quote(S, Sell, Bid, _), Buy != Sell, (Bid - Ask) * 10000 > 3 * Ask.
        tight(S, V)            :- quote(S, V, Bid, Ask), (Ask - Bid) * 10000 <= 8 * Bid.
        wild(S)                :- stats(S, Vol, Volume), Vol > 300, Volume > 2000.
        torn(S)                :- signal(S, _, 1, _), signal(S, _, -1, _).
        agreed(S, D)           :- trend(S, 1, D), trend(S, 5, D), trend(S, 15, D).
        strong(S)              :- signal(S, _, 1, Score), Score >= 60, agreed(S, 1).
        crowded(S)             :- position(P, Q), Q > 0, correlation(P, S, R), R >= 90.
        worth(S, V)            :- setup(S, Stop, Target), quote(S, V, _, Ask), Ask > Stop, Target - Ask >= 2 * (Ask - Stop).
        buy(S, V)              :- tight(S, V), worth(S, V), strong(S), !torn(S), !wild(S), !crowded(S).
        """;

    private const int Symbols = 12, Venues = 3, Strategies = 3;

    private static readonly int[] Timeframes = [1, 5, 15];

    private readonly Random _random;
    private readonly long[] _base;
    private readonly Dictionary<string, long[]> _rows = [];

    public TradingMarket(int seed)
    {
        _random = new Random(seed);
        _base = [.. Enumerable.Range(0, Symbols).Select(_ => (long)_random.Next(20_000, 1_000_000))];
    }

    /// <summary>Every row once.</summary>
    public List<FactChange> Opening()
    {
        List<FactChange> changes = [];
        for (int s = 0; s < Symbols; s++)
        {
            changes.AddRange(Enumerable.Range(0, Symbols).Where(other => other != s).Select(other => Put("correlation", 2, s, other, _random.Next(-100, 101))));
            changes.Add(Put("setup", 1, s, _base[s] * 99 / 100, _base[s] * 103 / 100));
            changes.AddRange(Enumerable.Range(0, Venues).Select(v => Quote(s, v)));
            changes.AddRange(Enumerable.Range(0, Strategies).Select(i => Signal(s, i)));
            changes.AddRange(Timeframes.Select(m => Trend(s, m)));
            changes.AddRange([Stats(s), Position(s)]);
        }

        return changes;
    }

    /// <summary>A new version of one row; most are quotes.</summary>
    public FactChange Update()
    {
        int s = _random.Next(Symbols);
        return _random.Next(100) switch
        {
            < 60 => Quote(s, _random.Next(Venues)),
            < 70 => Stats(s),
            < 82 => Signal(s, _random.Next(Strategies)),
            < 95 => Trend(s, Timeframes[_random.Next(3)]),
            _ => Position(s),
        };
    }

    /// <summary>All <c>arb</c> and <c>buy</c> rows, sorted.</summary>
    public IEnumerable<string> Expected()
    {
        List<Fact> facts = [];
        for (int s = 0; s < Symbols; s++)
        {
            for (int v = 0; v < Venues; v++)
            {
                for (int w = 0; w < Venues; w++)
                {
                    if (v != w && (Row("quote", s, w)[2] - Row("quote", s, v)[3]) * 10000 > 3 * Row("quote", s, v)[3])
                    {
                        facts.Add(FactOf("arb", s, v, w));
                    }
                }

                if (IsBuy(s, v))
                {
                    facts.Add(FactOf("buy", s, v));
                }
            }
        }

        return facts.Order().Select(static f => f.ToString());
    }

    private bool IsBuy(int s, int v)
    {
        long bid = Row("quote", s, v)[2], ask = Row("quote", s, v)[3], stop = Row("setup", s)[1], target = Row("setup", s)[2];
        bool tight = (ask - bid) * 10000 <= 8 * bid;
        bool worth = ask > stop && target - ask >= 2 * (ask - stop);
        long[][] signals = [.. Enumerable.Range(0, Strategies).Select(i => Row("signal", s, i))];
        bool strong = signals.Any(static r => r[2] == 1 && r[3] >= 60) && Timeframes.All(m => Row("trend", s, m)[2] == 1);
        bool torn = signals.Any(static r => r[2] == 1) && signals.Any(static r => r[2] == -1);
        bool wild = Row("stats", s)[1] > 300 && Row("stats", s)[2] > 2000;
        bool crowded = Enumerable.Range(0, Symbols).Any(p => p != s && Row("position", p)[1] > 0 && Row("correlation", p, s)[2] >= 90);
        return tight && worth && strong && !torn && !wild && !crowded;
    }

    private FactChange Quote(int s, int v)
    {
        long mid = _base[s] * (10_000 + _random.Next(-80, 40)) / 10_000, half = _random.Next(1, 7);
        return Put("quote", 2, s, v, mid - (mid * half / 10_000), mid + (mid * half / 10_000));
    }

    private FactChange Stats(int s) => Put("stats", 1, s, _random.Next(50, 401), _random.Next(100, 10_001));

    private FactChange Signal(int s, int strategy) => Put("signal", 2, s, strategy, _random.Next(10) switch { 0 => -1, < 3 => 0, _ => 1 }, _random.Next(100));

    private FactChange Trend(int s, int minutes) => Put("trend", 2, s, minutes, _random.Next(10) < 8 ? 1 : -1);

    private FactChange Position(int s) => Put("position", 1, s, _random.Next(10) == 0 ? 1 + _random.Next(20) : 0);

    private FactChange Put(string predicate, int keyColumns, params long[] row)
    {
        _rows[$"{predicate} {string.Join(' ', row.Take(keyColumns))}"] = row;
        return FactChange.Assert(FactOf(predicate, row));
    }

    private long[] Row(string predicate, params int[] key) => _rows[$"{predicate} {string.Join(' ', key)}"];

    private static Fact FactOf(string predicate, params long[] row) => new(predicate, [.. row.Select(Value.Number)]);
}

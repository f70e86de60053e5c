namespace CryptoScalp.Rules.MarketData.Tests;

/// <summary>Well-formed lines of captures, written for these tests.</summary>
internal static class Frames
{
    public const string SpotTicker =
        """1000000001000 {"stream":"btcusdt@bookTicker","data":{"u":41,"s":"BTCUSDT","b":"100.10000000","B":"2.00000000","a":"100.20000000","A":"3.00000000"}}""";

    public const string SpotTrade =
        """1000000002000 {"stream":"btcusdt@trade","data":{"e":"trade","E":1001,"s":"BTCUSDT","t":7,"p":"100.20000000","q":"0.50000000","T":1000,"m":false,"M":true}}""";

    public const string SpotAggTrade =
        """1000000003000 {"stream":"ethusdt@aggTrade","data":{"e":"aggTrade","E":1002,"s":"ETHUSDT","a":9,"p":"10.5","q":"4","f":1,"l":3,"T":1001,"m":true,"M":true}}""";

    public const string SpotDepth =
        """1000000004000 {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1003,"s":"BTCUSDT","U":40,"u":44,"b":[["100.1","5"],["99","0"]],"a":[["100.2","1"]]}}""";

    public const string SpotSnapshot =
        """1000000005000 {"lastUpdateId":42,"bids":[["100.1","2"],["99","7"]],"asks":[["100.2","3"],["101","8"]]}""";

    public const string UsdmTicker =
        """1000000006000 {"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","u":51,"s":"BTCUSDT","b":"100.1","B":"2","a":"100.2","A":"3","T":1004,"E":1005}}""";

    public const string UsdmTrade =
        """1000000007000 {"e":"trade","E":1006,"T":1005,"s":"BTCUSDT","t":8,"p":"100.1","q":"0.25","X":"INSURANCE_FUND","m":true}""";

    public const string UsdmDepth =
        """1000000008000 {"e":"depthUpdate","E":1007,"T":1006,"s":"BTCUSDT","U":60,"u":64,"pu":59,"b":[],"a":[["100.2","0"]]}""";

    public const string CoinmTicker =
        """1000000009000 {"u":71,"e":"bookTicker","s":"BTCUSD_PERP","ps":"BTCUSD","b":"100.1","B":"2000","a":"100.2","A":"3","T":1007,"E":1008}""";

    public const string CoinmTrade =
        """1000000010000 {"e":"trade","E":1009,"T":1008,"s":"BTCUSD_PERP","t":9,"p":"100.1","q":"4","X":"MARKET","m":false}""";

    public const string ClosedKline =
        """1000000011000 {"e":"kline","E":60001,"s":"BTCUSDT","k":{"t":0,"T":59999,"s":"BTCUSDT","i":"1m","o":"1","c":"2","h":"3","l":"0.5","v":"10","n":4,"x":true}}""";

    public const string OpenKline =
        """1000000012000 {"e":"kline","E":1010,"s":"BTCUSDT","k":{"t":0,"T":59999,"s":"BTCUSDT","i":"1m","o":"1","c":"2","h":"3","l":"0.5","v":"10","n":4,"x":false}}""";

    public const string HyperliquidBook =
        """1000000013000 {"channel":"l2Book","data":{"coin":"BTC","levels":[[{"n":5,"px":"100.0","sz":"3.1"}],[{"n":2,"px":"101.0","sz":"1"}]],"time":1011}}""";

    public const string HyperliquidTrades =
        """1000000014000 {"channel":"trades","data":[{"coin":"BTC","px":"100.5","side":"A","sz":"0.1","tid":5,"time":1012},{"coin":"BTC","px":"100.6","side":"B","sz":"0.2","tid":6,"time":1013}]}""";

    public const string CryptofeedDepth =
        """1.5: {"stream":"nknusdt@depth@100ms","data":{"e":"depthUpdate","E":2000,"s":"NKNUSDT","U":1,"u":2,"b":[["0.35","6195"]],"a":[]}}""";

    public const string CryptofeedSnapshot =
        """https://api.binance.com/api/v3/depth?symbol=BLZETH&limit=1000 -> 1.5: {"lastUpdateId":3,"bids":[["0.5","1"]],"asks":[["0.6","1"]]}""";
}

namespace CryptoScalp.Rules.MarketData.Tests;

/// <summary>The four reference captures by the key that the reference results use.</summary>
internal static class ReferenceCapture
{
    public static string PathOf(string key) => TestData.File(key switch
    {
        "binance_spot:BTCUSDT" => "raw_ws/binance_spot_btcusdt_20240808.jsonl.gz",
        "binance_spot:ETHUSDT" => "raw_ws/binance_spot_ethusdt_20240808.jsonl.gz",
        "binance_usdm:BTCUSDT" => "raw_ws/binance_usdm_btcusdt_20240808.jsonl.gz",
        "binance_cm:BTCUSD_PERP" => "raw_ws/binance_cm_btcusd_perp_20240808.jsonl.gz",
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    });

    public static Instrument InstrumentOf(string key)
    {
        string[] parts = key.Split(':');
        return new Instrument("/" + parts[0], parts[1]);
    }
}

using System.Text;

namespace CryptoScalp.Rules.MarketData.Tests;

/// <summary>The shortcut for frequent messages reads what the general reader reads, or leaves the frame to it.</summary>
public sealed class PlainFrameTests
{
    private static readonly string[] _samples =
    [
        """{"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1723161255208,"s":"BTCUSDT","U":50093239189,"u":50093239202,"b":[["61737.63000000","0.00000000"],["56854.58","1"]],"a":[["61837.64000000","1.54698000"]]}}""",
        """{"stream":"btcusdt@depth@0ms","data":{"e":"depthUpdate","E":1,"T":2,"s":"BTCUSDT","U":3,"u":4,"pu":2,"b":[],"a":[["0","1001"]]}}""",
        """{"stream":"btcusd_perp@depth@0ms","data":{"e":"depthUpdate","E":1723161257440,"T":1723161257432,"s":"BTCUSD_PERP","ps":"BTCUSD","U":1,"u":2,"pu":0,"b":[["61773.6","1001"]],"a":[]}}""",
        """{"stream":"btcusdt@bookTicker","data":{"u":50093239212,"s":"BTCUSDT","b":"61837.63000000","B":"3.78826000","a":"61837.64000000","A":"1.54698000"}}""",
        """{"u":1007198632021,"e":"bookTicker","s":"BTCUSD_PERP","ps":"BTCUSD","b":"61804.7","B":"35","a":"61804.8","A":"1645","T":1723161257465,"E":1723161257476}""",
        """{"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":3735683259,"p":"61837.63000000","q":"0.02000000","T":1723161255342,"m":true,"M":true}}""",
        """{"e":"trade","E":1,"T":2,"s":"BTCUSDT","t":3,"p":"61800.30","q":"0.006","X":"MARKET","m":false}""",
        """{"e":"aggTrade","E":1,"T":2,"s":"BTCUSDT","a":3,"p":"61800.30","q":"0.006","f":1,"l":2,"m":false}""",
    ];

    /// <summary>What a fault in a stream may look like: parts of JSON, and what upsets readers of numbers.</summary>
    private static readonly string[] _parts =
    [
        "{", "}", "[", "]", "\"", ":", ",", "-", ".", "0", "00", "1e5", "9", "99999999999999999999", " ", "\t", "\\", "\\u0041", "\0", "é", "null", "true", "false", "{}", "[]", "\"u\":1,", "\"p\":\"1\",", "\"e\":\"trade\",", "\"s\":1,",
        "0.123456789", "0.1234567800", "12345678901.5", "92233720368.54775808", "\"\"", "\"a\":7,", "\"data\":{},", "\"\":1,", "\"pu\":5,", "\"px\":5,", "\"X\":\"ADL\",",
    ];

    [Fact]
    public void A_usual_frame_takes_the_shortcut_and_means_the_same()
    {
        foreach (string sample in _samples[..7])
        {
            Frame frame = new();
            Assert.True(PlainFrame.TryRead(Encoding.UTF8.GetBytes(sample), frame), sample);
            MessageShape.Complete(frame);
            Assert.Equal(General(Encoding.UTF8.GetBytes(sample)), FrameContent.Of(frame));
        }
    }

    [Fact]
    public void A_frame_with_anything_unusual_is_left_to_the_general_reader()
    {
        string[] unusual =
        [
            """{"e": "trade"}""", """{"e":"kline"}""", """{"e":"trade","x":1}""", """{"u":01}""", """{"u":1234567890123456789}""", """{"u":-1}""", """{"b":"1.123456789"}""", """{"b":"12345678901"}""", """{"b":1}""",
            """{"s":"B\u0054C"}""", """{"s":"é"}""", """{"b":[["1","2","3"]]}""", """{"b":[["1","2"],]}""", """{"X":"ADL"}""", """{"u":1}}""", """{"u":1""", """{"u":1},""", """{"lastUpdateId":1}""", "{\"E\0\":1}", "{}", "{", "}",
        ];
        foreach (string text in unusual)
        {
            Assert.False(PlainFrame.TryRead(Encoding.UTF8.GetBytes(text), new Frame()), text);
        }
    }

    [Fact]
    public void Damaged_frames_mean_the_same_with_and_without_the_shortcut()
    {
        Random random = new(86);
        int shortcuts = 0;
        for (int i = 0; i < 60_000; i++)
        {
            byte[] json = Encoding.UTF8.GetBytes(Damage(_samples[random.Next(_samples.Length)], random));
            Frame frame = new();
            FrameParser.Parse(json, frame);
            Assert.True(General(json) == FrameContent.Of(frame), $"{Encoding.UTF8.GetString(json)}: {General(json)} but {FrameContent.Of(frame)}");
            shortcuts += json is [(byte)'{', ..] && PlainFrame.TryRead(json, new Frame()) ? 1 : 0;
        }

        Assert.InRange(shortcuts, 5_000, 55_000); // neither way stood idle
    }

    [Fact]
    public void A_frame_cut_off_anywhere_means_the_same_with_and_without_the_shortcut()
    {
        foreach (string sample in _samples)
        {
            for (int length = 0; length <= sample.Length; length++)
            {
                foreach (string ending in new[] { "", "}", "}}" })
                {
                    byte[] json = Encoding.UTF8.GetBytes(sample[..length] + ending);
                    Frame frame = new();
                    FrameParser.Parse(json, frame);
                    Assert.Equal(General(json), FrameContent.Of(frame));
                }
            }
        }
    }

    [SharedTheory]
    [InlineData("binance_spot_btcusdt_20240808", 0.99)]
    [InlineData("binance_usdm_btcusdt_20240808", 0.99)]
    [InlineData("binance_spot_ethusdt_20240808", 0.99)]
    [InlineData("binance_cm_btcusd_perp_20240808", 0.99)]
    [InlineData("hyperliquid_btc_20250126", 0)]
    public void Recorded_frames_mean_the_same_and_nearly_all_take_the_shortcut(string capture, double share)
    {
        using LineReader lines = new(TestData.File($"raw_ws/{capture}.jsonl.gz"), new FeedStatistics());
        Frame frame = new(), general = new(), shortcut = new();
        int frames = 0, shortcuts = 0;
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            Assert.True(CaptureLine.TrySplit(line, out CaptureLine parts));
            FrameParser.Parse(parts.Json, frame);
            FrameParser.ParseGeneral(parts.Json, general);
            Assert.Equal(FrameContent.Of(general), FrameContent.Of(frame));
            shortcut.Clear();
            shortcuts += PlainFrame.TryRead(parts.Json, shortcut) ? 1 : 0;
            frames++;
        }

        Assert.True(shortcuts >= share * frames, $"{shortcuts} of {frames}");
        Assert.True(frames > 0);
    }

    /// <summary>One to three changes: a byte changed, a part put in, a stretch taken out or doubled.</summary>
    private static string Damage(string text, Random random)
    {
        for (int changes = random.Next(1, 4); changes > 0 && text.Length > 1; changes--)
        {
            int at = random.Next(text.Length), length = random.Next(1, Math.Min(12, text.Length - at) + 1);
            text = random.Next(5) switch
            {
                0 => string.Concat(text.AsSpan(0, at), ((char)random.Next(' ', 127)).ToString(), text.AsSpan(at + 1)),
                1 => text.Insert(at, _parts[random.Next(_parts.Length)]),
                2 => text.Remove(at, length),
                3 => text.Insert(at, text.Substring(at, length)),
                _ => string.Concat(text.AsSpan(0, at), ((char)('0' + random.Next(10))).ToString(), text.AsSpan(at + 1)),
            };
        }

        return text;
    }

    private static string General(byte[] json)
    {
        Frame frame = new();
        if (json is [(byte)'{', ..])
        {
            FrameParser.ParseGeneral(json, frame);
        }
        else
        {
            frame.Blame(FeedFault.NotJson);
        }

        return FrameContent.Of(frame);
    }
}

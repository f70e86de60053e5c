using System.Text.Json;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Counts of one relation over a stream.</summary>
internal readonly record struct TradingCounts(long Appeared, long Vanished, long SumOfRows);

/// <summary>What four other engines found on the shared trading workload.</summary>
internal sealed record TradingExpectation((int Arb, int Buy) AfterFacts, Dictionary<string, TradingCounts> Changes, string[] FinalArb, string[] FinalBuy)
{
    public static TradingExpectation Read(string path)
    {
        JsonElement root = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        JsonElement changes = root.GetProperty("changes_over_the_updates"), sums = root.GetProperty("sum_of_counts_after_each_update"), facts = root.GetProperty("after_facts");
        TradingCounts Of(string relation) => new(
            changes.GetProperty(relation).GetProperty("appeared").GetInt64(), changes.GetProperty(relation).GetProperty("vanished").GetInt64(), sums.GetProperty(relation).GetInt64());
        return new TradingExpectation(
            (facts.GetProperty("arb").GetInt32(), facts.GetProperty("buy").GetInt32()),
            new Dictionary<string, TradingCounts> { ["arb"] = Of("arb"), ["buy"] = Of("buy") },
            [.. root.GetProperty("final_arb").EnumerateArray().Select(static f => f.GetString()!)],
            [.. root.GetProperty("final_buy").EnumerateArray().Select(static f => f.GetString()!)]);
    }
}

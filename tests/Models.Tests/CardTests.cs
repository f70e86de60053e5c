using System.Text.Json;

namespace CryptoScalp.Rules.Models.Tests;

/// <summary>The cards of the committed models are whole: no period without a figure, no figure without its interval.</summary>
public sealed class CardTests
{
    private static readonly string[] _figures = ["accuracy", "baseRate", "brier", "brierOfBase", "logLoss", "logLossOfBase", "logLossGain", "aucUp", "aucDown"];

    [Theory]
    [InlineData("/minute", 4)]
    [InlineData("/second", 3)]
    public void Every_held_out_period_has_every_figure_with_its_interval(string name, int periods)
    {
        string folder = Shipped.Registry.PathOf(Shipped.Registry.Find(name, null));
        string card = File.ReadAllText(Path.Combine(folder, "card.md"));
        using JsonDocument results = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "results.json")));
        Assert.Equal(Shipped.Registry.Find(name, null).Sha256, results.RootElement.GetProperty("manifest").GetString());
        Assert.Equal(periods, results.RootElement.GetProperty("periods").GetArrayLength());
        foreach (JsonElement period in results.RootElement.GetProperty("periods").EnumerateArray())
        {
            Assert.Contains($"### {period.GetProperty("name").GetString()}\n", card, StringComparison.Ordinal);
            Assert.All(_figures, f => Holds(period.GetProperty("ensemble").GetProperty(f), "value"));
            Holds(period.GetProperty("following"), "meanBps"); // what following it is worth after costs, also where it advises against acting
            JsonElement acting = period.GetProperty("acting");
            Assert.True(acting.GetProperty("trades").GetInt32() == 0 || acting.GetProperty("ci95")[0].ValueKind == JsonValueKind.Number);
        }
    }

    [Fact]
    public void A_card_claims_an_edge_only_where_acting_paid_with_confidence_in_a_held_out_period()
    {
        foreach (RegistryEntry entry in Shipped.Registry.Entries)
        {
            string folder = Shipped.Registry.PathOf(entry.ActiveVersion!);
            using JsonDocument results = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "results.json")));
            bool paid = results.RootElement.GetProperty("periods").EnumerateArray().Select(static p => p.GetProperty("acting").GetProperty("ci95")[0]).Any(static low => low.ValueKind == JsonValueKind.Number && low.GetDouble() > 0);
            Assert.Equal(!paid, File.ReadAllText(Path.Combine(folder, "card.md")).Contains("**There is no edge after costs:**", StringComparison.Ordinal));
        }
    }

    private static void Holds(JsonElement figure, string value)
    {
        double low = figure.GetProperty("ci95")[0].GetDouble(), high = figure.GetProperty("ci95")[1].GetDouble();
        Assert.True(low <= figure.GetProperty(value).GetDouble() && figure.GetProperty(value).GetDouble() <= high, figure.ToString());
    }
}
